package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other configuration, with a real PostgreSQL. */
class PostgreSqlServerTest {
    @TempDir
    private Path directory;

    @Test
    void a_postgresql_that_was_restarted_is_found_again_and_its_stale_connections_are_forgotten() throws IOException {
        int port = freePort();
        EmbeddedPostgres postgres = postgres(port);
        try (ServerProcess server =
                ServerProcess.start(ServerSettings.of(Path.of("target/wildfly"), directory.resolve("base"))
                        .with(new Database.PostgreSql(
                                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres"))
                        .withJvmOptions("-Xmx512m")
                        .withDeployments(ProbeArchive.basic(directory))
                        .withPatience(Duration.ofMinutes(3)))) {
            Probe probe = Probe.of(server);
            assertThat(probe.ask(User.ADMIN, "insert")).isEqualTo("1");

            postgres.close();
            postgres = postgres(port);
            awaitAnswer(probe);
            for (int n = 0; n < 10; n++) {
                assertThat(probe.ask(User.ADMIN, "count")).isEqualTo("1");
            }

            postgres.close();
            assertThat(probe.answers(User.ADMIN, "count")).isFalse();
            postgres = postgres(port);
            awaitAnswer(probe);
        } finally {
            postgres.close();
        }
    }

    /** The server's own provider asks the database for its dialect while the archive is deployed. */
    @Test
    void an_archive_with_a_persistence_unit_is_deployed_as_soon_as_its_database_is_there() throws Exception {
        int port = freePort();
        try (ServerProcess server =
                ServerProcess.prepare(ServerSettings.of(Path.of("target/wildfly"), directory.resolve("unit"))
                        .with(new Database.PostgreSql(
                                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres"))
                        .withJvmOptions("-Xmx512m")
                        .withDeployments(ProbeArchive.withPersistenceUnit(directory))
                        .withPatience(Duration.ofMinutes(3)))) {
            CompletableFuture<Void> start = CompletableFuture.runAsync(server::start);
            Path log = directory.resolve("unit/log/server.log");
            while (!Files.exists(log) || !Files.readString(log).contains("WFLYCTL0186")) {
                assertThat(start)
                        .as("the start waits for the database")
                        .failsWithin(Duration.ofMillis(100))
                        .withThrowableOfType(TimeoutException.class);
            }
            EmbeddedPostgres postgres = postgres(port);
            try {
                start.get();
                assertThat(server.isReady()).isTrue();
            } finally {
                postgres.close();
            }
        }
    }

    /** The pool looks at its connections every second, and forgets all idle ones when it meets a stale one. */
    private static void awaitAnswer(Probe probe) {
        Instant end = Instant.now().plusSeconds(3);
        while (!probe.answers(User.ADMIN, "count")) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
