package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed again and again while parents start children and wait for them, and all of them signal each other. */
class FamilyDeathTest {

    private static final int MOTHERS = 10;
    private static final int DAUGHTERS = 30;
    private static final int KILLS = 3;
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void every_child_is_started_once_and_its_end_is_told_once_however_often_the_server_is_killed(
            @TempDir Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        Random random = new Random(SEED);
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            Families families = new Families("mother", MOTHERS, DAUGHTERS);
            List<Sent> sent = families.send(rig.post());

            rig.killAgainAndAgain(
                    KILLS, random, "select count(*) from child where state = 'ENDED'", MOTHERS * DAUGHTERS);

            rig.settle(sent);
            assertThat(rig.faults(sent)).isEmpty();
            try (Connection connection = rig.open()) {
                assertThat(families.faults(new Checker(connection))).isEmpty();
            }
        }
    }
}
