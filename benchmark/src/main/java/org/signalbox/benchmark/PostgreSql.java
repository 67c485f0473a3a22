package org.signalbox.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.signalbox.server.Database;

/**
 * The PostgreSQL that is measured on: one of our own with an empty data directory and the settings that PostgreSQL
 * has by itself, or a given one. It must really write to disk at a commit, or nothing is measured.
 */
final class PostgreSql implements AutoCloseable {
    private final Database.PostgreSql address;
    private final Optional<EmbeddedPostgres> own;

    private PostgreSql(Database.PostgreSql address, Optional<EmbeddedPostgres> own) {
        this.address = address;
        this.own = own;
    }

    /** The one of the environment if there is any, else an own one. */
    static PostgreSql open(Map<String, String> environment, Path directory) {
        PostgreSql database = Database.of(environment) instanceof Database.PostgreSql given
                ? new PostgreSql(given, Optional.empty())
                : embedded(directory);
        try {
            database.refuseUnlessDurable();
        } catch (BenchmarkFailure e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static PostgreSql embedded(Path directory) {
        try {
            // this library starts PostgreSQL for tests that may lose data: without fsync, committing in the background
            EmbeddedPostgres own = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.toAbsolutePath())
                    .setCleanDataDirectory(true)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            return new PostgreSql(
                    new Database.PostgreSql(
                            "jdbc:postgresql://127.0.0.1:" + own.getPort() + "/postgres", "postgres", "postgres"),
                    Optional.of(own));
        } catch (IOException e) {
            throw new BenchmarkFailure("cannot start PostgreSQL in " + directory + ": " + e, e);
        }
    }

    Database.PostgreSql address() {
        return address;
    }

    /** A new connection, committing after each statement. */
    Connection connect() {
        try {
            return DriverManager.getConnection(address.url(), address.user(), address.password());
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot connect to " + address + ": " + e.getMessage(), e);
        }
    }

    String show(String setting) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot read the setting " + setting + ": " + e.getMessage(), e);
        }
    }

    /** So that every measurement begins at the same distance from the last checkpoint, if the user may. */
    void checkpoint() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            // a given database may not allow it: its noise is then in the measurement
        }
    }

    /** @throws BenchmarkFailure unless so many instances have that status */
    void expectInstances(String prefix, String status, int wanted) {
        try (Connection connection = connect();
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from instance where workflow_id like ? and status = ?")) {
            count.setString(1, prefix + "%");
            count.setString(2, status);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                if (row.getInt(1) != wanted) {
                    throw new BenchmarkFailure(
                            "%,d instances are %s, not %,d".formatted(row.getInt(1), status, wanted));
                }
            }
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot count the instances: " + e.getMessage(), e);
        }
    }

    private void refuseUnlessDurable() {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            if (!show(setting).equals("on")) {
                throw new BenchmarkFailure(address + " has " + setting + " = " + show(setting)
                        + ": it may lose what it has committed, and figures would mean nothing");
            }
        }
    }

    @Override
    public void close() {
        own.ifPresent(server -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new BenchmarkFailure("cannot stop PostgreSQL: " + e, e);
            }
        });
    }
}
