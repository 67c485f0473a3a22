package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed again and again while the handlers of many instances wait, updates are asked for and a schedule comes
 * due every second; and not one of them notices.
 */
class WaitingDeathTest {

    private static final int INSTANCES = 30;
    private static final int LEGS = 10;
    private static final int DESKS = 3;
    private static final int KILLS = 3;
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void handlers_that_wait_go_on_where_they_were_however_often_the_server_is_killed(@TempDir Path directory)
            throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        Random random = new Random(SEED);
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            Relays relays = new Relays("relay", INSTANCES, LEGS);
            List<Sent> sent = relays.send(rig.post());

            Flashes flashes = Flashes.begin(rig, Duration.ofSeconds(1));
            Asking asking = new Asking(rig, "desk", DESKS);
            try (asking) {
                rig.killAgainAndAgain(
                        KILLS,
                        random,
                        "select count(*) from activity where ended_at is not null",
                        2L * INSTANCES * LEGS);
                sent.addAll(asking.end());
                assertThat(asking.interrupted()).as("asked again").isPositive();
            }
            rig.settle(sent);
            assertThat(rig.faults(sent)).isEmpty();
            assertThat(asking.faults()).isEmpty();
            flashes.endAndCheck();
            try (Connection connection = rig.open()) {
                assertThat(relays.faults(new Checker(connection))).isEmpty();
            }
        }
    }
}
