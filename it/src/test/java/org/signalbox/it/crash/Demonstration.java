package org.signalbox.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.User;

/** The sender of the examples as a process of its own, with the purchases of the repository. */
final class Demonstration implements AutoCloseable {

    static final Path PURCHASES = Root.path("examples/src/main/data/purchases.csv");

    private final Process process;
    private final Path output;

    Demonstration(ServerProcess server, Path directory) throws IOException {
        output = directory.resolve("sender.txt");
        ProcessBuilder sender = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        Root.path("examples/target/sender") + "/*",
                        "org.signalbox.examples.loyalty.sender.PurchaseSender",
                        "--http",
                        "http://127.0.0.1:" + server.httpPort(),
                        "--jms",
                        "tcp://127.0.0.1:" + server.jmsPort(),
                        // a start may take minutes where many tests run at once
                        "--reconnect",
                        "900",
                        "--patience",
                        "900",
                        PURCHASES.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        sender.environment()
                .putAll(Map.of(
                        "SIGNALBOX_SENDER_PASSWORD", server.credentials().passwordOf(User.SENDER),
                        "SIGNALBOX_OPERATOR_PASSWORD", server.credentials().passwordOf(User.OPERATOR)));
        process = sender.start();
    }

    /** What has been sent when it ends. The columns used here are never quoted. */
    static List<Sent> purchases() throws IOException {
        return Files.readAllLines(PURCHASES).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(columns -> new Sent(columns[2], columns[0]))
                .toList();
    }

    /** Waits for its end, at most for that time. */
    boolean endsWithin(Duration time) {
        CompletableFuture<Boolean> ended = process.onExit().thenApply(p -> true);
        return ended.completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** How often it has told that it got on. */
    long steps() {
        try {
            return output().lines()
                    .filter(line -> line.matches("(sent|handled) .*"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
