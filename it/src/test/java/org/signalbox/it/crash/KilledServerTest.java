package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed again and again while the sender of the demonstration runs; that on PostgreSQL, in {@link StormTest}.
 *
 * <p>{@code -Dsignalbox.crash.kills=20} kills more often; {@code -Dsignalbox.crash.seed} repeats a run.
 */
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("signalbox.crash.kills", 3);

    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void every_purchase_is_counted_once_although_the_server_on_h2_was_killed(@TempDir Path directory) throws Exception {
        try (Rig rig = Rig.h2(directory)) {
            killAndCheck(rig, directory);
        }
    }

    private static void killAndCheck(Rig rig, Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        Random random = new Random(SEED);
        rig.server().start();
        String output;
        int exitCode;
        try (Demonstration sender = new Demonstration(rig.server(), directory)) {
            for (int kill = 1; kill <= KILLS; kill++) {
                long before = sender.steps();
                Rig.eventually().until(() -> sender.steps() > before || sender.endsWithin(Duration.ZERO));
                if (sender.endsWithin(Duration.ofMillis(random.nextInt(1500)))) {
                    break;
                }
                rig.server().kill();
                rig.server().start();
            }
            assertThat(sender.endsWithin(Duration.ofMinutes(15)))
                    .as(() -> "the sender ends: " + tail(sender))
                    .isTrue();
            output = sender.output();
            exitCode = sender.exitCode();
        }
        rig.server().stop();
        assertThat(output).contains(" 0 wrong");
        assertThat(exitCode).as(output).isZero();
        assertThat(rig.faults(Demonstration.purchases()))
                .filteredOn(fault -> !fault.startsWith("activity not completed"))
                .isEmpty();
    }

    private static String tail(Demonstration sender) {
        try {
            String all = sender.output();
            return all.substring(Math.max(0, all.length() - 2000));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
