package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.RestCall;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.ServerSettings;
import org.signalbox.server.User;

/** Two servers that share the work: one joins, leaves, and comes back; and a third that has taken the name of one. */
class JoiningServerTest {

    private static final int SENDERS = 4;
    private static final int INSTANCES = 50;

    /** From when it is ready. */
    private static final Duration TIME_TO_SHARE = Duration.ofSeconds(60);

    private static final double THIRD = 1 / 3.0;

    @Test
    void a_server_that_joins_takes_its_share_of_signals_and_gives_it_up_when_it_leaves(@TempDir Path directory)
            throws Exception {
        try (Rig rig = Rig.sharing(directory, 2)) {
            rig.postgres().start();
            rig.broker().start();
            Node one = rig.nodes().get(0);
            Node two = rig.nodes().get(1);
            one.server().start();
            List<Sent> sent;
            try (Load load = new Load(rig.post(), rig::handled, "j", SENDERS, INSTANCES, 4711)) {
                eventually().until(() -> load.count() > 1_000);
                two.server().start();
                awaitFairShares(rig);
                assertThat(nodesWhere(rig, "application_name in ('base1', 'base2')"))
                        .as("names of the connections to the database")
                        .isEqualTo(2);
                refuseAnotherOne(directory, rig);

                two.server().kill();
                two.server().start();
                awaitFairShares(rig);

                // a rolling restart leaves everything with the server that was restarted first
                two.server().restart();
                one.server().restart();
                awaitFairShares(rig);
                sent = load.end();
            }
            rig.settle(sent);
            assertThat(rig.faults(sent)).isEmpty();
            assertThat(rig.number("select count(distinct server) from journal"))
                    .as("servers in the journal")
                    .isEqualTo(2);
            assertThat(rig.number("select count(*) from journal where server is null"))
                    .isZero();
        }
    }

    private static void awaitFairShares(Rig rig) {
        eventually().atMost(TIME_TO_SHARE).until(() -> {
            List<Long> before = turns(rig);
            eventually().until(() -> sum(turns(rig)) - sum(before) > 500);
            List<Long> after = turns(rig);
            long all = sum(after) - sum(before);
            return all > 0
                    && after.size() == 2
                    && before.size() == 2
                    && after.get(0) - before.get(0) > THIRD * all
                    && after.get(1) - before.get(1) > THIRD * all;
        });
    }

    private static long sum(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    /** Of the living servers. */
    private static List<Long> turns(Rig rig) {
        return servers(rig.nodes().get(0))
                .filter(s -> s.path("living").asBoolean())
                .map(s -> s.path("turns").asLong())
                .toList();
    }

    private static Stream<JsonNode> servers(Node node) {
        JsonNode answer =
                node.rest(User.VIEWER).callUnchecked(RestCall.get("servers")).json();
        return StreamSupport.stream(answer.path("servers").spliterator(), false);
    }

    private static long nodesWhere(Rig rig, String condition) throws Exception {
        return rig.number("select count(distinct application_name) from pg_stat_activity where " + condition);
    }

    /** It says so, does not get ready, and does no harm. */
    private static void refuseAnotherOne(Path directory, Rig rig) throws Exception {
        ServerSettings settings = ServerSettings.of(Root.path("jms-config/target/wildfly"), directory.resolve("base3"))
                .withJvmOptions("-Xmx768m", "-XX:TieredStopAtLevel=1")
                .withDeployments(CrashArchive.in(directory))
                .with(rig.postgres().database(rig.postgres().port()))
                .with(Artemis.through(rig.broker().port()))
                .withEnvironment(Map.of("SIGNALBOX_NODE", "base1"));
        try (ServerProcess namesake = ServerProcess.prepare(settings)) {
            namesake.startWithoutWaiting();
            eventually().until(() -> Rig.lines(namesake, "SIGBOX0323").size() == 1);
            assertThat(namesake.isReady()).isFalse();
            assertThat(turns(rig)).hasSize(2);
        }
    }
}
