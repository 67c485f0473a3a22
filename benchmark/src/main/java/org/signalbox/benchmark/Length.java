package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether a signal costs more if its instance has had many before: a young and an old instance by turns. */
final class Length {
    private static final int ROUNDS = 3;

    private final PostgreSql database;
    private final Load young;
    private final Load old;

    Length(PostgreSql database, Load young, Load old) {
        this.database = database;
        this.young = young;
        this.old = old;
    }

    /**
     * @param id of the old instance
     * @param past how many events it gets that it has not had, as rows like that of its last one
     * @param signals to each, per round
     */
    void measure(Report report, String id, int past, int signals) {
        young.start();
        old.start();
        age(id, past);
        young.live(signals, Recording.none());
        old.live(signals, Recording.none());
        double ofYoung = 0;
        double ofOld = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ofYoung += 1 / young.backlog(signals, Recording.none()).handled();
            ofOld += 1 / old.backlog(signals, Recording.none()).handled();
        }
        String behind = "behind %,d others".formatted(past);
        report.add(Figure.of("length.young", "one young instance, handled from a backlog", ROUNDS / ofYoung, "/s"));
        report.add(Figure.of("length.old", "one instance, handled from a backlog " + behind, ROUNDS / ofOld, "/s"));
        report.add(Figure.of("length.ratio", "cost of a signal " + behind + " : of a first one", ofOld / ofYoung, "")
                .against(new Target.AtMost(1.1, 1.0)));
    }

    private void age(String id, int past) {
        try (Connection connection = database.connect();
                PreparedStatement events =
                        connection.prepareStatement("insert into journal (workflow_id, sequence, run,"
                                + " kind, name, signal_id, activity, payload, state, decided, accepted_at, handled_at)"
                                + " select j.workflow_id, j.sequence + n, j.run, j.kind, j.name, gen_random_uuid()::text, j.activity,"
                                + " j.payload, j.state, j.decided, j.accepted_at, j.handled_at"
                                + " from instance i join journal j on j.workflow_id = i.workflow_id and j.sequence = i.sequence,"
                                + " generate_series(1, ?) n where i.workflow_id = ?");
                PreparedStatement instance = connection.prepareStatement(
                        "update instance set sequence = sequence + ? where workflow_id = ?");
                Statement statistics = connection.createStatement()) {
            events.setInt(1, past);
            events.setString(2, id);
            instance.setInt(1, past);
            instance.setString(2, id);
            if (events.executeUpdate() != past || instance.executeUpdate() != 1) {
                throw new BenchmarkFailure("the past of " + id + " could not be made");
            }
            statistics.execute("analyze journal");
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot make the past of " + id + ": " + e.getMessage(), e);
        }
    }
}
