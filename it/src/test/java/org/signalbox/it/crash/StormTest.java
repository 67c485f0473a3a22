package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that can die does, at random, under traffic of every kind.
 *
 * <p>The long version: {@code -Dsignalbox.storm.kills=200 -Dsignalbox.storm.signals=1000000}, with {@code
 * -Dsignalbox.crash.seed=…} for the choices of a former run.
 */
class StormTest {

    private static final Storm.Extent EXTENT = new Storm.Extent(
            Integer.getInteger("signalbox.storm.kills", 3),
            Integer.getInteger("signalbox.storm.signals", 5_000),
            Integer.getInteger("signalbox.storm.round", 6));

    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void nothing_is_lost_doubled_or_out_of_order_whatever_dies(@TempDir Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        try (Rig rig = Rig.exposed(directory)) {
            rig.postgres().start();
            rig.server().start();
            Storm storm = new Storm(rig, EXTENT, SEED);
            assertThat(storm.blow()).as(storm::describe).isEmpty();
            assertThat(rig.deadLetters()).isEmpty();
        }
    }
}
