package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Signals with a delivery delay, in two batches.
 *
 * @param name the first part of the instances' ids
 * @param signals how many each instance gets in each batch
 * @param delay of the earlier batch; the later one has a second more
 * @param laterFirst whether the batch that is due later is sent first. Only signals that are taken in before they are due come in
 *     the order of their due times
 */
record Delayed(String name, int instances, int signals, Duration delay, boolean laterFirst) implements Traffic {

    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> later = numbered(signals + 1);
        List<Sent> sooner = numbered(1);
        if (laterFirst) {
            post.sendLater(later.stream().map(Post::item).toList(), delay.plusSeconds(1));
        }
        post.sendLater(sooner.stream().map(Post::item).toList(), delay);
        if (!laterFirst) {
            post.sendLater(later.stream().map(Post::item).toList(), delay.plusSeconds(1));
        }
        return Stream.of(sooner, later).flatMap(List::stream).toList();
    }

    private List<Sent> numbered(int first) {
        List<Sent> sent = new ArrayList<>();
        for (int number = first; number < first + signals; number++) {
            for (int i = 1; i <= instances; i++) {
                sent.add(new Sent(name + "-" + i, "delayed", number));
            }
        }
        return sent;
    }

    /** How many of them wait in the database for their time. */
    long waiting(Rig rig) throws IOException, SQLException {
        return rig.number("select count(*) from delayed_signal where workflow_id like '" + name + "-%'");
    }

    /**
     * Those that came before their time.
     *
     * @param sent before the first of them was sent
     */
    List<String> early(Checker checker, Instant sent) throws SQLException {
        return checker.texts("select signal_id || ' at ' || accepted_at from journal where kind = 'SIGNAL'"
                + " and workflow_id like '" + name + "-%' and accepted_at < timestamp with time zone '"
                + sent.plus(delay) + "'");
    }

    @Override
    public List<String> faults(Checker checker) throws SQLException {
        return Traffic.compared(
                name,
                checker.texts(
                        "select workflow_id || ' ' || signal_id || ' ' || state from journal where kind = 'SIGNAL'"
                                + " and workflow_id like '" + name + "-%' order by workflow_id, sequence"),
                IntStream.rangeClosed(1, instances)
                        .mapToObj(i -> name + "-" + i)
                        .flatMap(id ->
                                IntStream.rangeClosed(1, 2 * signals).mapToObj(n -> id + " delayed-" + n + " HANDLED"))
                        .toList());
    }
}
