package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can die does, at random, under traffic of every kind.
 *
 * <p>The long version: {@code -Dsignalbox.storm.kills=200 -Dsignalbox.storm.signals=1000000
 * -Dsignalbox.storm.servers=2}, with {@code -Dsignalbox.crash.seed=…} for the choices of a former run.
 */
class StormTest {

    private static final int KILLS = Integer.getInteger("signalbox.storm.kills", 3);

    /** A long storm has long rounds: it takes a while until everything has settled. */
    private static final Storm.Extent EXTENT = new Storm.Extent(
            KILLS,
            Integer.getInteger("signalbox.storm.signals", 5_000),
            Integer.getInteger("signalbox.storm.round", Math.max(6, KILLS / 8)));

    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    /** With its own broker; {@link ClusterStormTest} is the storm over several. */
    static IntStream servers() {
        return Stream.of(System.getProperty("signalbox.storm.servers", "1").split(",", -1))
                .mapToInt(Integer::parseInt);
    }

    @ParameterizedTest(name = "{0} servers")
    @MethodSource("servers")
    void nothing_is_lost_doubled_or_out_of_order_whatever_dies(int servers, @TempDir Path directory) throws Exception {
        blow(servers, directory);
    }

    /** Several servers share a broker and a database, and take each other's work over. */
    static void blow(int servers, Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        try (Rig rig = servers == 1 ? Rig.exposed(directory) : Rig.sharing(directory, servers)) {
            rig.start();
            Storm storm = new Storm(rig, EXTENT, SEED);
            assertThat(storm.blow()).as(storm::describe).isEmpty();
            System.out.println("nothing lost, doubled or out of order: " + storm.describe());
            assertThat(rig.deadLetters()).isEmpty();
        }
    }
}
