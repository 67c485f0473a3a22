package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Signals that come before their instance, and are held; and signals whose instance never comes, and are refused.
 *
 * @param name the first part of the ids
 * @param early how many signals each instance gets before it begins
 */
record Strangers(String name, int instances, int early) implements Traffic {

    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        for (int number = 1; number <= early; number++) {
            sendAll(post, number, sent);
        }
        List<Post.Writing> letters = new ArrayList<>();
        for (int i = 1; i <= instances; i++) {
            Sent begin = new Sent(name + "-held-" + i, "early", early + 1L);
            sent.add(begin);
            letters.add(Post.item(begin));
        }
        post.send(letters);
        return sent;
    }

    private void sendAll(Post post, long number, List<Sent> sent) throws JMSException {
        List<Post.Writing> letters = new ArrayList<>();
        for (int i = 1; i <= instances; i++) {
            Sent held = new Sent(name + "-held-" + i, "early", number);
            Sent refused = new Sent(Checker.NOBODY + name + "-" + i, "lost", number);
            sent.add(held);
            sent.add(refused);
            letters.add(Post.early(held));
            letters.add(Post.stranger(refused));
        }
        post.send(letters);
    }

    @Override
    public List<String> faults(Checker checker) throws SQLException {
        List<String> faults = new ArrayList<>(Traffic.compared(
                name + ": handled, of those that were held",
                checker.texts(
                        "select workflow_id || ' ' || signal_id from journal where state = 'HANDLED' and kind = 'SIGNAL'"
                                + " and workflow_id like '" + name + "-held-%' order by workflow_id, sequence"),
                IntStream.rangeClosed(1, instances)
                        .mapToObj(i -> name + "-held-" + i)
                        .sorted()
                        .flatMap(id -> IntStream.rangeClosed(1, early + 1).mapToObj(n -> id + " early-" + n))
                        .toList()));
        faults.addAll(Traffic.compared(
                name + ": refused, for a reason that is not right",
                checker.texts(
                        "select workflow_id || ' ' || reason from undeliverable where reason <> 'UNKNOWN_INSTANCE'"
                                + " and workflow_id like '" + Checker.NOBODY + name + "-%'"),
                List.of()));
        return faults;
    }
}
