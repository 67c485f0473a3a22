package org.signalbox.it.crash;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.User;

/**
 * Instances each of which meets signals that it can't handle, among good ones. Everything behind such a signal waits, until an
 * operator has skipped it, or has made it good.
 *
 * @param name the first part of their ids
 * @param signals for each; every third one is poisonous
 */
record Poison(String name, int instances, int signals) implements Traffic {

    private static final int EVERY = 3;

    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        List<Post.Writing> letters = new ArrayList<>();
        for (int number = 1; number <= signals; number++) {
            for (int i = 1; i <= instances; i++) {
                Sent one = new Sent(name + "-" + i, "taste", number);
                sent.add(one);
                letters.add(Post.item(
                        one,
                        "taster",
                        "",
                        "taste",
                        Post.json(one, number % EVERY == 0 ? ",\"poison\":true" : ",\"poison\":false")));
            }
        }
        post.send(letters);
        return sent;
    }

    /** Mends what is parked by now, until all has come and is handled; the one with an even number is skipped, the one with an odd number edited. */
    @Override
    public boolean isDone(Checker checker, Rig rig) throws SQLException {
        RestClient operator = rig.rest(User.OPERATOR);
        for (String parked : checker.texts("select j.workflow_id || ' ' || j.sequence || ' ' || j.signal_id"
                + " from instance i join journal j on j.workflow_id = i.workflow_id and j.sequence = i.first_waiting"
                + " where i.parked_since is not null and j.signal_id is not null and i." + ours())) {
            String[] part = parked.split(" ", 3);
            Sent sent = new Sent(part[0], part[2]);
            try {
                operator.callUnchecked(
                        sent.number() % 2 == 0
                                ? RestCall.post("instances", part[0], "inbox", part[1], "skip")
                                : RestCall.post("instances", part[0], "inbox", part[1], "edit")
                                        .json(Post.json(sent, ",\"poison\":false")));
            } catch (UncheckedIOException away) {
                return false;
            }
        }
        return checker.number("select count(*) from journal where state in ('HANDLED', 'SKIPPED') and kind = 'SIGNAL'"
                        + " and " + ours())
                == (long) instances * signals;
    }

    @Override
    public List<String> faults(Checker checker) throws SQLException {
        List<String> faults = new ArrayList<>(Traffic.compared(
                name,
                checker.texts("select state from instance where " + ours()).stream()
                        .map(Checker::read)
                        .map(state -> numbers(state.path("tasted")))
                        .toList(),
                Collections.nCopies(
                        instances,
                        LongStream.rangeClosed(1, signals)
                                .filter(number -> number % EVERY != 0 || number % 2 != 0)
                                .boxed()
                                .toList())));
        faults.addAll(Traffic.compared(
                name + ": skipped",
                checker.number("select count(*) from journal where state = 'SKIPPED' and " + ours()),
                (long) instances * (signals / EVERY / 2)));
        return faults;
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }

    private String ours() {
        return "workflow_id like '" + name + "-%'";
    }
}
