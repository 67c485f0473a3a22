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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.server.User;

/** Rows that somebody holds for long, as a frozen server does; the time limit for an idle transaction is 5 s here. */
class HeldRowTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int HELD = 40;

    private static Rig rig;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        rig = Rig.postgreSql(directory, Map.of("SIGNALBOX_DB_IDLE_LIMIT", LIMIT.toSeconds() + "s"));
        rig.start();
    }

    @AfterAll
    static void stop() throws IOException {
        rig.close();
    }

    @Test
    void locked_rows_cost_their_own_instances_only_and_who_holds_them_is_named() throws Exception {
        rig.post().send(items("held", HELD, 1));
        eventually().until(() -> handled("held") == HELD);
        try (Connection other = rig.open();
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'holder'");
            other.setAutoCommit(false);
            statement.execute("select 1 from instance where workflow_id like 'held-%' for update");
            rig.post().send(items("held", HELD, 2));
            rig.post().send(items("held", HELD, 3));
            eventually().until(() -> waiting() > 0);
            // by then the broker knows which sessions wait; what they fetched before waits with them
            eventually()
                    .until(() -> rig.number("select count(*) from pg_stat_activity where application_name = 'holder'"
                                    + " and clock_timestamp() - state_change > interval '4 s'")
                            == 1);

            Instant before = Instant.now();
            for (int n = 1; n <= 20; n++) {
                rig.post().send(items("free" + n, 10, 1));
                Sent sent = new Sent("freed-" + n, "rest", 1);
                RestAnswer answer = rest(RestCall.signal(sent.workflowId(), "add", Post.json(sent, ""))
                        .with("workflowType", "tally"));
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
            eventually().until(() -> handled("free") == 220);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(40));

            RestAnswer refused = rest(RestCall.signal("held-1", "add", Post.json(new Sent("held-1", "late", 1), "")));
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            eventually().until(() -> rig.logged("SIGBOX0012"));
            assertThat(rig.line("SIGBOX0012")).contains("'held-", "'holder' (database process");
            RestAnswer why = rest(RestCall.get("standstills", "held-1"));
            assertThat(why.json().at("/obstacles/0/kind").asText())
                    .as(why.body())
                    .isEqualTo("LOCKED");
            assertThat(why.json().at("/obstacles/0/text").asText()).contains("'holder'", "idle in transaction");
            assertThat(handled("held")).isEqualTo(HELD);
            other.commit();
        }
        eventually().until(() -> handled("held") == 3 * HELD);
        for (int n = 0; n < HELD; n++) {
            assertThat(rig.query("held-" + n, "disorder")).isZero();
        }
    }

    @Test
    void code_that_takes_less_than_the_limit_goes_through_and_more_parks_its_instance() throws Exception {
        rig.post().send(List.of(Post.item(new Sent("sitter-1", "short", 1), "sitter", "", "sit", "3000")));
        eventually().until(() -> rig.query("sitter-1", "sat") == 1);

        rig.post().send(List.of(Post.item(new Sent("sitter-2", "long", 1), "sitter", "", "sit", "8000")));
        eventually().until(() -> parked("sitter-2") == 1);
        assertThat(rig.line("SIGBOX0103")).contains("'sitter-2'", "8 s", "activity");
    }

    @Test
    void a_transactional_activity_has_the_time_that_its_annotation_says() throws Exception {
        rig.post().send(List.of(Post.item(new Sent("sitter-3", "activity", 1), "sitter", "", "have", "9000")));
        eventually().until(() -> rig.query("sitter-3", "sat") == 1);
        assertThat(rig.number("select attempt from activity where workflow_id = 'sitter-3'"))
                .isOne();
    }

    @Test
    void a_frozen_server_gives_up_its_rows_after_the_limit() throws Exception {
        rig.post().send(List.of(Post.item(new Sent("sitter-4", "frozen", 1), "sitter", "", "sit", "4000")));
        eventually().until(() -> lockedRows("sitter-4") == 1);
        Thread thaw = new Thread(() -> {
            try {
                rig.nodes().get(0).freeze(LIMIT.multipliedBy(5));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thaw.start();
        Instant frozen = Instant.now();
        eventually().until(() -> lockedRows("sitter-4") == 0);
        assertThat(Duration.between(frozen, Instant.now())).isLessThan(LIMIT.multipliedBy(3));
        thaw.join();
        eventually().until(() -> rig.query("sitter-4", "sat") == 1);
        assertThat(parked("sitter-4"))
                .as("that the process stood still is not its failure")
                .isZero();
    }

    private static List<Post.Writing> items(String name, int instances, int number) {
        return IntStream.range(0, instances)
                .mapToObj(i -> Post.item(new Sent(name + "-" + i, name, number)))
                .toList();
    }

    private static RestAnswer rest(RestCall call) {
        return rig.rest(User.ADMIN).callUnchecked(call);
    }

    private static long handled(String name) throws SQLException, IOException {
        return rig.number(
                "select count(*) from journal where state = 'HANDLED' and kind = 'SIGNAL' and workflow_id like '" + name
                        + "%'");
    }

    private static long parked(String id) throws SQLException, IOException {
        return rig.number("select parked_attempts from instance where workflow_id = '" + id + "'");
    }

    private static long waiting() throws SQLException, IOException {
        return rig.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
    }

    /** Whether another server could not take it. */
    private static long lockedRows(String id) throws SQLException, IOException {
        try (Connection other = rig.open();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            boolean there = statement
                    .executeQuery("select 1 from instance where workflow_id = '" + id + "'")
                    .next();
            boolean free = statement
                    .executeQuery("select 1 from instance where workflow_id = '" + id + "' for update skip locked")
                    .next();
            other.rollback();
            return there && !free ? 1 : 0;
        }
    }
}
