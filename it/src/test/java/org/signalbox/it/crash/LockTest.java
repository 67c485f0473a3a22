package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at one instance at the same time; the second one is the test, which does what another server would. */
class LockTest {

    private static final String WAITING_FOR_LOCK =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

    @Test
    void a_turn_waits_for_what_another_server_does_to_its_instance_and_builds_on_that(@TempDir Path directory)
            throws Exception {
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.start();
            rig.post().send(List.of(Post.item(new Sent("shared-1", "one", 1))));
            eventually().until(() -> rig.query("shared-1", "count") == 1);

            try (Connection other = rig.open();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.executeQuery("select 1 from instance where workflow_id = 'shared-1' for update");
                rig.post().send(List.of(Post.item(new Sent("shared-1", "one", 2))));
                eventually().until(() -> rig.number(WAITING_FOR_LOCK) > 0);
                assertThat(statement.executeUpdate("update instance set state = replace(state, '\"count\":1',"
                                + " '\"count\":1001') where workflow_id = 'shared-1'"))
                        .isEqualTo(1);
                other.commit();
            }
            eventually().until(() -> handled(rig) == 2);
            assertThat(rig.query("shared-1", "count")).isEqualTo(1002);
        }
    }

    private static long handled(Rig rig) throws IOException, SQLException {
        return rig.number("select count(*) from journal where state = 'HANDLED' and workflow_id = 'shared-1'"
                + " and kind = 'SIGNAL'");
    }
}
