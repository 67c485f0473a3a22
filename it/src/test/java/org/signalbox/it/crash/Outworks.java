package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Instances of {@code outworker} that have something made by a system outside, which is this one.
 *
 * @param name the first part of their ids
 */
record Outworks(String name, int instances) implements Traffic {

    static final String QUEUE = "remote.crash";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Sends, and does what is asked for then. */
    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        for (int i = 1; i <= instances; i++) {
            sent.add(new Sent(name + "-" + i, "order", 1));
        }
        post.send(sent.stream()
                .map(s -> Post.item(s, "outworker", "", "order", Post.json(s, "")))
                .toList());
        work(post);
        return sent;
    }

    /** Does what is asked for now. */
    static void work(Post post) throws JMSException {
        post.answer("jms.queue." + QUEUE, "\"made\"", PATIENCE);
    }

    @Override
    public List<String> faults(Checker checker) throws SQLException {
        return Traffic.compared(
                name,
                checker.texts("select state || ' ' || result from activity where workflow_id like '" + name
                        + "-%' order by workflow_id"),
                Collections.nCopies(instances, "COMPLETED \"made\""));
    }
}
