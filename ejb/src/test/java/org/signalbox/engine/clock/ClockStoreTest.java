package org.signalbox.engine.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalbox.engine.application.Schema;

class ClockStoreTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00.123456Z");
    private static final SignOfLife RIGHT = new SignOfLife(NOON, NOON, Optional.empty());
    private static final SignOfLife DOUBTED =
            new SignOfLife(NOON.plus(Duration.ofDays(366)), NOON, Optional.of(NOON.minusSeconds(5)));

    private final JdbcDataSource database = new JdbcDataSource();
    private final ClockStore store = new ClockStore(database, "one");

    @BeforeEach
    void prepare() throws SQLException {
        database.setURL(
                "jdbc:h2:mem:clocks" + System.nanoTime() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        Schema.of(database).migrate();
    }

    @Test
    void a_server_that_never_ran_finds_only_the_time() throws SQLException {
        ClockStore.Known known = store.read();

        assertThat(known.time()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(known.last()).isEmpty();
        assertThat(known.trust()).isEmpty();
        assertThat(store.trust("one", "olga", Optional.empty())).isFalse();
    }

    @Test
    void a_server_finds_what_it_wrote_last_and_not_what_others_did() throws SQLException {
        new ClockStore(database, "two").write(RIGHT, NOON);
        store.write(RIGHT, NOON);
        store.write(DOUBTED, NOON.plusSeconds(1));

        assertThat(store.read().last()).contains(DOUBTED);
        assertThat(store.all())
                .containsExactly(
                        new ServerClock("one", DOUBTED, NOON.plusSeconds(1)), new ServerClock("two", RIGHT, NOON));
        assertThat(store.all().get(0).doubt()).contains(Duration.ofDays(366));
        assertThat(store.all().get(0).aheadOfDatabase()).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void an_operators_word_names_the_jump_that_was_in_doubt() throws SQLException {
        store.write(DOUBTED, NOON);

        assertThat(store.trust("two", "olga", Optional.empty())).isFalse();
        assertThat(store.trust("one", "olga", Optional.of("x".repeat(5000)))).isTrue();
        Trust trust = store.read().trust().orElseThrow();
        assertThat(trust.doubtSince()).isEqualTo(NOON.minusSeconds(5));
        assertThat(trust.by()).isEqualTo("olga");
        assertThat(trust.reason().orElseThrow()).hasSize(1000);
    }

    @Test
    void a_clock_that_is_not_in_doubt_can_not_be_confirmed() throws SQLException {
        store.write(RIGHT, NOON);

        assertThat(store.trust("one", "olga", Optional.empty())).isFalse();
    }
}
