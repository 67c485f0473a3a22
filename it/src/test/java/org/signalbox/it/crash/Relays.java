package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Instances of {@code relay}, which wait nearly always, with all that they wait for.
 *
 * @param name the first part of their ids
 * @param legs how many signals of each of two kinds every one of them gets
 */
record Relays(String name, int instances, int legs) implements Traffic {

    /** Starts them with all their signals, in order; each leg of all of them is one commit. */
    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        for (int leg = 1; leg <= legs; leg++) {
            List<Post.Writing> letters = new ArrayList<>();
            for (int i = 1; i <= instances; i++) {
                for (String signal : List.of("baton", "lap")) {
                    Sent one = new Sent(name + "-" + i, signal, leg);
                    sent.add(one);
                    letters.add(Post.item(one, "relay", String.valueOf(legs), signal, Post.json(one, "")));
                }
            }
            post.send(letters);
        }
        return sent;
    }

    /** Those that have not ended with the only right result. */
    @Override
    public List<String> faults(Checker checker) throws SQLException {
        List<String> ends = checker.texts("select status || ' ' || coalesce(result, '') from instance"
                + " where type = 'relay' and workflow_id like '" + name + "-%'");
        List<String> faults = new ArrayList<>(ends.stream()
                .filter(end -> !end.equals("COMPLETED " + result()))
                .map(end -> name + " ended wrongly: " + end)
                .toList());
        if (ends.size() != instances) {
            faults.add(name + ": " + ends.size() + " instances instead of " + instances);
        }
        return faults;
    }

    private String result() {
        return LongStream.rangeClosed(1, legs)
                        .mapToObj(n -> "\"baton-" + n + "\"")
                        .collect(Collectors.joining(",", "[", ","))
                + LongStream.rangeClosed(1, legs)
                        .mapToObj(n -> "\"lap " + n + "\"")
                        .collect(Collectors.joining(",", "", "]"));
    }
}
