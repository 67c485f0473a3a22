package org.signalbox.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalbox.engine.application.Schema;

class ServerStoreTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcDataSource database = new JdbcDataSource();
    private final ServerStore store = new ServerStore(database);

    @BeforeEach
    void prepare() throws SQLException {
        database.setURL("jdbc:h2:mem:servers" + System.nanoTime()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        Schema.of(database).migrate();
    }

    @Test
    void only_one_life_gets_a_name() throws SQLException {
        assertThat(store.insert("one", "a", "1.0")).isTrue();
        assertThat(store.insert("one", "b", "1.0")).isFalse();
        assertThat(store.take("one", "a", "c", "1.1")).isTrue();
        assertThat(store.take("one", "a", "d", "1.1"))
                .as("from a life that has lost it")
                .isFalse();

        assertThat(store.sign("one", "a", new Work(1, 1, 1, 1))).isFalse();
        assertThat(store.sign("one", "c", new Work(5, 4, 3, 2))).isTrue();
        Server one = store.seenWithin(DAY).get(0);
        assertThat(one.version()).isEqualTo("1.1");
        assertThat(one.living()).isTrue();
        assertThat(one.work()).isEqualTo(new Work(5, 4, 3, 2));
    }

    @Test
    void a_server_keeps_its_number_over_its_lives() throws SQLException {
        store.insert("one", "a", "1.0");
        store.insert("two", "b", "1.0");
        int number = store.id("one");
        store.end("one", "a");

        store.take("one", "a", "c", "1.1");

        assertThat(store.id("one")).isEqualTo(number);
        assertThat(store.id("two")).isNotEqualTo(number);
        assertThat(store.node(number)).contains("one");
        assertThat(store.node(4711)).isEmpty();
    }

    @Test
    void servers_of_different_versions_are_told_apart() throws SQLException {
        store.insert("two", "b", "1.1");
        store.insert("one", "a", "1.0");

        assertThat(store.seenWithin(DAY)).extracting(Server::node).containsExactly("one", "two");
        assertThat(store.seenWithin(DAY)).extracting(Server::version).containsExactly("1.0", "1.1");
    }

    @Test
    void a_server_that_is_silent_or_has_stopped_does_not_live() throws SQLException {
        store.insert("killed", "a", "1.0");
        store.insert("old", "b", "1.0");
        store.insert("stopped", "c", "1.0");
        store.end("stopped", "c");
        age("killed", 6);
        age("old", DAY.toSeconds() + 1);

        List<Server> servers = store.seenWithin(DAY);

        assertThat(servers).extracting(Server::node).containsExactly("killed", "stopped");
        assertThat(servers).noneMatch(Server::living);
        assertThat(servers.get(0).ended()).isEmpty();
        assertThat(servers.get(1).ended()).isPresent();
    }

    @Test
    void the_next_life_finds_the_former_one() throws SQLException {
        assertThat(store.find("one")).isEmpty();
        store.insert("one", "a", "1.0");
        age("one", 10);

        Claim.Other other = store.find("one").orElseThrow();

        assertThat(other.life()).isEqualTo("a");
        assertThat(other.ended()).isFalse();
        assertThat(Duration.between(other.seen(), other.now()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    private void age(String node, long seconds) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update server set seen_at = dateadd(second, -" + seconds
                    + ", current_timestamp) where node = '" + node + "'");
        }
    }
}
