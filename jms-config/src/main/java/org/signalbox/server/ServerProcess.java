package org.signalbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.signalbox.server.BaseDirectory.Deployment;

/**
 * A WildFly as a child process. It can be started, stopped, killed and started again with all its data; when this Java
 * machine ends, by Ctrl-C too, it is stopped.
 *
 * <p>Not for concurrent use, except {@link #isAlive()}, {@link #onExit()} and {@link #close()}. Every method that fails
 * throws {@link ServerFailure} with a message for people.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final ServerSettings settings;
    private final BaseDirectory base;
    private final Ports ports;
    private final Optional<PortReservation> reservation;
    private final Credentials credentials;
    private final boolean foundData;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile Optional<Process> process = Optional.empty();
    private volatile Optional<CompletableFuture<Integer>> ended = Optional.empty();
    private volatile Optional<Thread> lastWill = Optional.empty();

    private ServerProcess(ServerSettings settings) throws IOException {
        this.settings = settings;
        this.base = new BaseDirectory(settings.base());
        refuseSecondServer();
        this.foundData = base.hasData();
        if (!Files.exists(
                settings.distribution().resolve("standalone/configuration").resolve(settings.configuration()))) {
            throw new ServerFailure("no configured server in " + settings.distribution()
                    + "; build it: mvn -pl jms-config process-resources");
        }
        base.prepare(settings.distribution(), settings.deployments());
        this.credentials = base.credentials();
        this.reservation = settings.ports().isPresent() ? Optional.empty() : Optional.of(PortReservation.firstFree());
        this.ports = settings.ports()
                .or(() -> reservation.map(PortReservation::ports))
                .orElseThrow();
    }

    /** Makes the base directory ready, without starting anything. */
    public static ServerProcess prepare(ServerSettings settings) {
        try {
            return new ServerProcess(settings);
        } catch (IOException e) {
            throw new ServerFailure("cannot prepare " + settings.base() + ": " + e, e);
        }
    }

    /** {@linkplain #prepare Prepares} a server, and {@linkplain #start() starts} it. */
    public static ServerProcess start(ServerSettings settings) {
        ServerProcess server = prepare(settings);
        try {
            server.start();
            return server;
        } catch (ServerFailure e) {
            server.close();
            throw e;
        }
    }

    /**
     * Starts the server and returns when everything is deployed and it is ready. If that fails or takes too long, no process is
     * left and the failure shows the end of the log.
     */
    public void start() {
        begin(true);
    }

    /**
     * As {@link #start()}, but does not wait until the server is ready: without its database it is deployed, but not ready.
     */
    public void startWithoutWaiting() {
        begin(false);
    }

    private void begin(boolean untilReady) {
        try {
            refuseSecondServer();
            if (!ports.areFree()) {
                throw new ServerFailure("something else listens on a port that this server needs (HTTP " + ports.http()
                        + ", TLS " + ports.https() + ", JMS " + ports.jms() + ", management " + ports.management()
                        + "); choose another port offset");
            }
            while (!isStarted(untilReady)) {
                awaitDatabase();
            }
        } catch (IOException e) {
            throw new ServerFailure("cannot start the server in " + settings.base() + ": " + e, e);
        }
    }

    /** Asks the server to shut down in good order, and waits for its end; kills it after a minute. */
    public void stop() {
        process.ifPresent(child -> {
            child.destroy();
            if (!Await.exit(child, STOP_PATIENCE)) {
                kill();
            }
            onExit().join();
            forgetLastWill();
        });
    }

    /** Ends the server as a crash would (kill -9), and waits until the process is gone. */
    public void kill() {
        process.ifPresent(child -> {
            child.destroyForcibly();
            onExit().join();
            forgetLastWill();
        });
    }

    /** Stops the server if it runs, and starts it again: same ports, same data. */
    public void restart() {
        stop();
        start();
    }

    /** {@linkplain #stop() Stops} the server and gives back its ports, if it had chosen them. */
    @Override
    public void close() {
        stop();
        reservation.ifPresent(PortReservation::close);
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** Completes when the process that was started last has ended; gives its exit code. */
    public CompletableFuture<Integer> onExit() {
        return ended.orElseThrow(() -> new IllegalStateException("the server was never started"));
    }

    /** For the next start, which can't know it otherwise: whether the process was killed, or ended by code in it. */
    private int noteStatus(Process child) {
        int status = child.exitValue();
        try {
            base.noteExit(status);
        } catch (IOException e) {
            System.err.println("the exit status " + status + " could not be noted: " + e);
        }
        return status;
    }

    /**
     * Waits without limit until the server is ready.
     *
     * @throws ServerFailure if the process ends before
     */
    public void awaitReadiness() {
        Process child = process.orElseThrow(() -> new IllegalStateException("the server was never started"));
        new Await(child, Duration.ofDays(36_500)).until("it is ready", this::isReady);
    }

    /** Whether the server answers that it is ready to work. */
    public boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + ports.management() + "/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while asking the server whether it is ready", e);
        }
    }

    /** The process id of the server; it is the Java machine itself. */
    public long pid() {
        return process.orElseThrow(() -> new IllegalStateException("the server was never started"))
                .pid();
    }

    /** Port of console and REST interface. */
    public int httpPort() {
        return ports.http();
    }

    /** Port for senders by JMS, AMQP or STOMP; nobody listens there if the broker is an external one. */
    public int jmsPort() {
        return ports.jms();
    }

    /** Port of health and administration. */
    public int managementPort() {
        return ports.management();
    }

    /** The users' passwords. */
    public Credentials credentials() {
        return credentials;
    }

    /** Whether an earlier start had left data in the base directory. */
    public boolean foundData() {
        return foundData;
    }

    /** The server's log. */
    public Path log() {
        return base.log();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(CommandLine.privately(CommandLine.of(settings, ports)))
                .directory(settings.base().toFile())
                .redirectErrorStream(true)
                .redirectOutput(base.console().toFile());
        builder.environment().putIfAbsent(NodeName.VARIABLE, base.nodeName());
        builder.environment().putAll(settings.database().environment());
        builder.environment().putAll(settings.broker().environment());
        builder.environment().putAll(settings.environment());
        ended.ifPresent(CompletableFuture::join); // its note is not to be taken for that of the next one
        Process child = builder.start();
        ended = Optional.of(child.onExit().thenApply(this::noteStatus));
        child.getOutputStream().close();
        Thread hook = new Thread(this::dieTogether, "stop-server");
        Runtime.getRuntime().addShutdownHook(hook);
        lastWill = Optional.of(hook);
        return child;
    }

    /** Whether everything is deployed; false if the database was missing for that, and no process is left. */
    private boolean isStarted(boolean untilReady) throws IOException {
        // a start after the first one deploys again: the scanner's markers of the last life say nothing about this one
        base.prepare(settings.distribution(), settings.deployments());
        base.credentials();
        Log log = Log.from(base.log());
        Process child = launch();
        process = Optional.of(child);
        base.occupy(child.toHandle());
        Await await = new Await(child, settings.patience());
        try {
            await.until("it has started", () -> log.says("WFLYSRV0025") || log.says("WFLYSRV0026"));
            for (Path archive : settings.deployments()) {
                if (!isDeployed(archive, await)) {
                    kill();
                    return false;
                }
            }
            if (untilReady) {
                await.until("it is ready", this::isReady);
            }
            return true;
        } catch (ServerFailure e) {
            kill();
            throw new ServerFailure(
                    e.getMessage() + "\n--- the end of " + base.log() + "\n" + log.tail() + "\n--- the end of "
                            + base.console() + "\n" + Log.tailOf(base.console()),
                    e);
        }
    }

    /**
     * Waits until WildFly has decided on the archive. An author's persistence unit may need the database while it is deployed;
     * WildFly stays unready after such a failure, so the server must start again.
     *
     * @return false if the deployment failed and the database cannot be reached
     */
    private boolean isDeployed(Path archive, Await await) {
        boolean reachable = settings.database().isReachable();
        await.until(archive.getFileName() + " is deployed", () -> !(deployment(archive) instanceof Deployment.Pending));
        if (!(deployment(archive) instanceof Deployment.Failed failed)) {
            return true;
        }
        if (reachable && settings.database().isReachable()) {
            throw new ServerFailure(archive.getFileName() + " could not be deployed: " + failed.reason());
        }
        return false;
    }

    private void awaitDatabase() {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (!settings.database().isReachable()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ServerFailure("a deployment needs the database, and " + settings.database()
                        + " could not be reached for " + settings.patience().toSeconds() + " s");
            }
            Await.pause();
        }
    }

    private Deployment deployment(Path archive) {
        try {
            return base.deployment(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseSecondServer() throws IOException {
        Optional<ProcessHandle> occupant = base.occupant();
        if (occupant.isPresent()) {
            throw new ServerFailure("a server runs already in " + settings.base() + " (process "
                    + occupant.get().pid() + "); stop it, or use another base directory");
        }
    }

    private void dieTogether() {
        process.filter(Process::isAlive).ifPresent(child -> {
            child.destroy();
            if (!Await.exit(child, STOP_PATIENCE)) {
                child.destroyForcibly();
            }
        });
    }

    private void forgetLastWill() {
        lastWill.ifPresent(hook -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // the hook runs at this moment, and finds the process gone
            }
        });
        lastWill = Optional.empty();
    }
}
