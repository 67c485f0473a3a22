package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Instances that set a timer again and again, and look whether it comes early.
 *
 * @param name the first part of their ids
 */
record Bells(String name, int bells, int rings) implements Traffic {

    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        List<Post.Writing> letters = new ArrayList<>();
        for (int i = 1; i <= bells; i++) {
            Sent one = new Sent(name + "-" + i, "hang", 1);
            sent.add(one);
            letters.add(Post.item(one, "bell", "", "hang", String.valueOf(rings)));
        }
        post.send(letters);
        return sent;
    }

    /** A step back of the clock makes them late. */
    @Override
    public boolean isDone(Checker checker, Rig rig) throws SQLException {
        return checker.number("select count(*) from instance where status = 'COMPLETED' and " + ours()) == bells;
    }

    @Override
    public List<String> faults(Checker checker) throws SQLException {
        return Traffic.compared(
                name,
                checker.texts("select status || ' ' || coalesce(result, '') from instance where " + ours()),
                Collections.nCopies(bells, "COMPLETED \"" + rings + " rings, 0 early\""));
    }

    private String ours() {
        return "workflow_id like '" + name + "-%'";
    }
}
