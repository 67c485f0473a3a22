package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals without a group, of one sender after the other, to instances that count them.
 *
 * @param name the first part of the instances' ids
 */
record Loose(String name, int instances, int signals) implements Traffic {

    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        for (int number = 1; number <= signals; number++) {
            for (int i = 1; i <= instances; i++) {
                sent.add(new Sent(name + "-" + i, "loose", number));
            }
        }
        post.send(sent.stream().map(Post::loose).toList());
        return sent;
    }

    /** Their order, too, is looked at with that of all others. */
    @Override
    public List<String> faults(Checker checker) throws SQLException {
        return Traffic.compared(
                name,
                checker.number("select count(*) from journal where state = 'HANDLED' and kind = 'SIGNAL'"
                        + " and workflow_id like '" + name + "-%'"),
                (long) instances * signals);
    }
}
