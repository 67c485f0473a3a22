package org.signalbox.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.signalbox.server.Database;

/** The database that a run of the tests is made with, as system property {@code signalbox.it.database} says. */
public final class TestDatabase implements AutoCloseable {

    private final Optional<EmbeddedPostgres> postgres;

    private TestDatabase(Optional<EmbeddedPostgres> postgres) {
        this.postgres = postgres;
    }

    /** A new, empty database; H2 unless the property asks for PostgreSQL. */
    public static TestDatabase start(Path directory) {
        if (!System.getProperty("signalbox.it.database", "h2").equals("postgresql")) {
            return new TestDatabase(Optional.empty());
        }
        try {
            return new TestDatabase(Optional.of(EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("postgresql"))
                    .setServerConfig("max_connections", "150")
                    .start()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** How a server reaches it. */
    public Database forServer() {
        return postgres.<Database>map(p -> new Database.PostgreSql(
                        "jdbc:postgresql://127.0.0.1:" + p.getPort() + "/postgres", "postgres", "postgres"))
                .orElseGet(Database.H2::new);
    }

    @Override
    public void close() {
        try {
            if (postgres.isPresent()) {
                postgres.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
