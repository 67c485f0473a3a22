package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.HealthAnswer;

/** The database is away, at the start and later; the server is started once and never again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseOutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(10);

    private final List<Sent> sent = new ArrayList<>();
    private Rig rig;

    @BeforeAll
    void start_without_a_database(@TempDir Path directory) throws Exception {
        rig = Rig.postgreSql(directory);
        rig.server().startWithoutWaiting();
        assertThat(rig.logged("SIGBOX0004")).as("tells that it waits").isTrue();
        assertNotReady();
        for (int batch = 0; batch < 20; batch++) {
            List<Sent> early = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                early.add(new Sent("early-" + i % 7, "early", 20L * batch + i));
            }
            rig.post().send(early.stream().map(Post::item).toList());
            sent.addAll(early);
        }
        rig.postgres().start();
    }

    @AfterAll
    void stop() throws IOException {
        rig.close();
    }

    @Test
    void a_server_that_came_up_without_its_database_begins_by_itself_when_it_appears() throws Exception {
        rig.settle(sent);
        assertThat(rig.faults(sent)).isEmpty();
    }

    @Test
    void an_outage_under_load_costs_no_signal_and_no_order_and_parks_nobody() throws Exception {
        try (Load load = new Load(rig.server(), 4, 60, 1)) {
            eventually().until(load::count, n -> n > 1000);
            outage(load);
            int after = load.count();
            eventually().until(load::count, n -> n > after + 1000);
            sent.addAll(load.end());
        }
        rig.settle(sent);
        assertThat(rig.faults(sent)).isEmpty();
        assertThat(rig.deadLetters()).isEmpty();
        assertThat(rig.server().isAlive()).isTrue();
        assertThat(rig.logged("SIGBOX0002")).as("tells that intake is paused").isTrue();
        assertThat(rig.logged("SIGBOX0003")).as("tells that intake goes on").isTrue();
        assertThat(rig.logged("SIGBOX0103")).as("an instance was parked").isFalse();
    }

    @Test
    void what_is_no_signal_waits_for_the_database_in_place_too() throws Exception {
        rig.settle(sent);
        rig.postgres().crash();
        Sent nameless = new Sent("nameless", "nameless", 1);
        rig.post()
                .send(List.of(Post.item(nameless, "", "{}"), Post.item(new Sent("nameless", "nameless", 2), "", "{}")));
        eventually().until(() -> rig.logged("RefusalTransaction"));
        rig.postgres().start();
        eventually().ignoreExceptionsMatching(e -> e instanceof SQLException).until(() -> removeUndeliverable() == 2);
        assertThat(rig.logLines("failed on component SignalConsumer"))
                .as("messages given back to the broker")
                .isZero();
    }

    private void assertNotReady() {
        HealthAnswer health = HealthAnswer.of(rig.server());
        assertThat(health.status()).as(health.body().toString()).isEqualTo(503);
        assertThat(health.statusOf("signalbox-database")).contains("DOWN");
        assertThat(health.check("signalbox-database")
                        .orElseThrow()
                        .at("/data/cause")
                        .asText())
                .isNotEmpty();
        assertThat(health.statusOf("signalbox-broker")).contains("UP");
    }

    private int removeUndeliverable() throws SQLException, IOException {
        try (Connection connection = rig.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int removed = statement.executeUpdate("delete from undeliverable where workflow_id = 'nameless'");
            if (removed == 2) {
                connection.commit();
            }
            return removed;
        }
    }

    private void outage(Load load) throws IOException {
        rig.postgres().crash();
        Instant end = Instant.now().plus(OUTAGE);
        int before = load.count();
        eventually().until(() -> Instant.now().isAfter(end));
        assertThat(load.count()).as("what the broker took meanwhile").isGreaterThan(before);
        assertNotReady();
        rig.postgres().start();
        eventually().until(rig.server()::isReady);
    }
}
