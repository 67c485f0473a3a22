package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.RestCall;
import org.signalbox.server.User;

/** The server is killed in the middle of a catch-up, and goes on with it after its next start: nothing is lost or doubled. */
class CatchUpDeathTest {

    private static final Duration MISSED = Duration.ofMinutes(50);

    /** Without its first brace. */
    private static final String DEFINITION = "\"every\":\"PT1S\",\"overlap\":\"ALLOW\",\"start\":"
            + "{\"workflowType\":\"flash\",\"workflowId\":\"flash\"}}";

    @Test
    void a_catch_up_on_postgresql_goes_on_after_each_kill(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            catchUp(rig, 2);
        }
    }

    @Test
    void a_catch_up_on_h2_goes_on_after_a_kill(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.h2(directory)) {
            catchUp(rig, 1);
        }
    }

    private static void catchUp(Rig rig, int kills) throws Exception {
        rig.server().start();
        assertThat(rig.rest(User.OPERATOR)
                        .callUnchecked(RestCall.of("PUT", "/schedules/flashing")
                                .json("{\"from\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"," + DEFINITION))
                        .status())
                .isEqualTo(201);
        rig.server().kill();
        Instant first = Instant.now().minus(MISSED).truncatedTo(ChronoUnit.SECONDS);
        putBack(rig, first);

        int done = 0;
        for (int kill = 1; kill <= kills; kill++) {
            rig.server().start();
            done = doneAfter(rig, done + 300);
            rig.server().kill();
        }
        assertThat(done).as("killed in the middle").isLessThan((int) MISSED.toSeconds());
        rig.server().start();
        int all = doneAfter(rig, (int) MISSED.toSeconds());
        rig.server().kill();

        try (Connection connection = rig.open()) {
            List<String> ids = new Checker(connection)
                    .texts(
                            "select workflow_id from instance where type = 'flash' and run = 1 and workflow_id >= 'flash "
                                    + first + "' order by workflow_id");
            assertThat(ids).hasSizeGreaterThanOrEqualTo(all);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(ids.get(i)).isEqualTo("flash " + first.plusSeconds(i));
            }
            assertThat(new Checker(connection).texts("select workflow_id from instance where run > 1"))
                    .as("started twice")
                    .isEmpty();
        }
    }

    /** As a server of the version before left it, that has not run since; nothing was due until now. */
    private static void putBack(Rig rig, Instant first) throws Exception {
        try (Connection connection = rig.open();
                PreparedStatement update = connection.prepareStatement("update schedule set definition = ?,"
                        + " progression = ?, wake_at = ? where id = 'flashing'")) {
            update.setString(1, "{" + DEFINITION);
            update.setString(
                    2,
                    "{\"paused\":false,\"next\":\"" + first + "\",\"pending\":[],\"asked\":false,\"last\":null,"
                            + "\"done\":0,\"skipped\":0,\"missed\":0,\"trouble\":null}");
            update.setTimestamp(3, Timestamp.from(first));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static int doneAfter(Rig rig, int least) {
        AtomicInteger done = new AtomicInteger();
        Rig.eventually().until(() -> {
            done.set(rig.rest(User.OPERATOR)
                    .callUnchecked(RestCall.get("schedules", "flashing"))
                    .json()
                    .path("done")
                    .asInt());
            return done.get() >= least;
        });
        return done.get();
    }
}
