package org.signalbox.it.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.signalbox.server.Database;

/**
 * A real PostgreSQL that can crash and come up again with the same data on the same port. What it has committed is on disk:
 * the test kit's own default of committing asynchronously is switched off.
 */
final class PostgreSql implements AutoCloseable {

    /** After a crash it reads its log before it takes connections. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final Path data;
    private final int port;
    private Optional<EmbeddedPostgres> process = Optional.empty();

    PostgreSql(Path data) throws IOException {
        this.data = data;
        this.port = SteadyPort.find();
    }

    int port() {
        return port;
    }

    /** @param port its own, or that of a proxy before it */
    Database.PostgreSql database(int port) {
        return new Database.PostgreSql("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
    }

    PostgreSql start() throws IOException {
        process = Optional.of(EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(RECOVERY)
                .start());
        return this;
    }

    /** As a crash: no checkpoint, nobody's transaction is finished (mode "immediate"). */
    void crash() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0)))
                .orElseThrow();
        kill(postmaster.pid(), "QUIT");
        postmaster.onExit().join();
        close();
    }

    private static void kill(long pid, String signal) throws IOException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
        if (code != 0) {
            throw new IOException("kill -" + signal + " " + pid + " ended with " + code);
        }
    }

    @Override
    public void close() throws IOException {
        Optional<EmbeddedPostgres> ending = process;
        process = Optional.empty();
        if (ending.isPresent()) {
            ending.get().close();
        }
    }
}
