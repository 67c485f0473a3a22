package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A little traffic of every kind but the plain one, while a few disasters happen. */
final class Wave implements AutoCloseable {

    private static final int DESKS = 2;

    private final Rig rig;
    private final List<Traffic> traffic;
    private final List<Sent> sent = new ArrayList<>();
    private final Asking asking;

    /** @param name goes into all ids, and must be new to the instances */
    Wave(Rig rig, String name) {
        this.rig = rig;
        this.traffic = List.of(
                new Relays("relay-" + name, 20, 8),
                new Families("mother-" + name, 4, 10),
                new Bells("bell-" + name, 5, 20),
                new Poison("taster-" + name, 3, 7),
                new Strangers("stranger-" + name, 4, 3),
                new Loose("loose-" + name, 4, 10));
        for (Traffic one : traffic) {
            send(one);
        }
        asking = new Asking(rig, "desk-" + name, DESKS);
    }

    /** Sends no more. */
    List<Sent> end() {
        sent.addAll(asking.end());
        return List.copyOf(sent);
    }

    /** Waits until all of it is done, and does what somebody must do for that. */
    void finish() {
        eventually().ignoreExceptionsMatching(e -> e instanceof SQLException).until(() -> {
            try (Connection connection = rig.open()) {
                boolean done = true;
                for (Traffic one : traffic) {
                    done &= one.isDone(new Checker(connection), rig);
                }
                return done;
            }
        });
    }

    List<String> faults(Checker checker) throws SQLException {
        List<String> faults = asking.faults();
        for (Traffic one : traffic) {
            faults.addAll(one.faults(checker));
        }
        return faults;
    }

    @Override
    public void close() {
        asking.close();
    }

    /** As senders do: again, until the broker has all of it. */
    private void send(Traffic one) {
        eventually()
                .ignoreExceptionsMatching(e -> e instanceof JMSException)
                .until(() -> sent.addAll(one.send(rig.post())));
    }
}
