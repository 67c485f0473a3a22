package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals whose messages expire on their way.
 *
 * @param name a part of the ids of their instances, of which none exists
 */
record Latecomers(String name, int signals) implements Traffic {

    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        for (int n = 1; n <= signals; n++) {
            sent.add(new Sent(Checker.NOBODY + name, "late", n));
        }
        post.sendTooLate(sent.stream().map(Post::stranger).toList());
        return sent;
    }

    @Override
    public List<String> faults(Checker checker) throws SQLException {
        return Traffic.compared(
                name,
                checker.number("select count(*) from undeliverable where reason = 'EXPIRED' and workflow_id = '"
                        + Checker.NOBODY + name + "'"),
                (long) signals);
    }
}
