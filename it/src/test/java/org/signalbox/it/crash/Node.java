package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SteppedClock;
import org.signalbox.server.ServerFailure;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.ServerSettings;
import org.signalbox.server.User;

/**
 * One server, and the proxies that stand between it and what it uses.
 *
 * @param base where it keeps what is its own
 * @param clock that of its process, if it can be stepped
 */
record Node(
        ServerProcess server,
        Path base,
        Optional<Proxy> wayToDatabase,
        Optional<Proxy> wayToBroker,
        Optional<SteppedClock> clock)
        implements AutoCloseable {

    /** With its own broker, on whatever database the settings name. */
    static Node alone(ServerSettings settings) {
        return new Node(
                ServerProcess.prepare(settings), settings.base(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With its own broker, and a proxy before a database. */
    static Node exposed(ServerSettings settings, PostgreSql postgres) throws IOException {
        Proxy way = new Proxy(postgres.port());
        Optional<SteppedClock> clock = clock(settings);
        return new Node(
                ServerProcess.prepare(
                        settings.with(postgres.database(way.port())).withEnvironment(environment(clock, Map.of()))),
                settings.base(),
                Optional.of(way),
                Optional.empty(),
                clock);
    }

    /** One of several, with proxies of its own before the database and the broker that they share. */
    static Node sharing(ServerSettings settings, PostgreSql postgres, Artemis broker) throws IOException {
        Proxy database = new Proxy(postgres.port());
        Proxy messages = new Proxy(broker.port());
        Optional<SteppedClock> clock = clock(settings);
        ServerSettings shared = settings.with(postgres.database(database.port()))
                .with(Artemis.through(messages.port()))
                .withEnvironment(environment(
                        clock,
                        Map.of("SIGNALBOX_NODE", settings.base().getFileName().toString())));
        return new Node(
                ServerProcess.prepare(shared), settings.base(), Optional.of(database), Optional.of(messages), clock);
    }

    private static Optional<SteppedClock> clock(ServerSettings settings) {
        return SteppedClock.in(settings.base().resolveSibling(settings.base().getFileName() + "-clock"));
    }

    private static Map<String, String> environment(Optional<SteppedClock> clock, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        clock.ifPresent(c -> all.putAll(c.environment()));
        return all;
    }

    /** Starts it, and kills it before that has ended, or soon after. */
    void startAndDie(Random random) {
        Thread killer = new Thread(() -> {
            eventually().until(server::isAlive);
            Disaster.pause(random, 15_000);
            ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
        });
        killer.start();
        try {
            server.start();
        } catch (ServerFailure killed) {
            // while it started
        }
        try {
            killer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.onExit().join();
        server.kill();
    }

    /** From now on the wall clock of its process is wrong by so much. */
    void stepClock(Duration error) {
        clock.ifPresent(c -> c.setTo(error));
    }

    /** Its process stands still for that time, and goes on as if nothing had been. */
    void freeze(Duration time) throws IOException {
        signal("STOP");
        try {
            Instant end = Instant.now().plus(time);
            eventually().until(() -> Instant.now().isAfter(end));
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).start();
        try {
            if (kill.waitFor() != 0) {
                throw new IOException("kill -" + name + " " + server.pid() + " fails: " + kill.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A program outside that calls the REST interface as that user. */
    RestClient rest(User user) {
        return new RestClient(server.httpPort(), Map.of("Authorization", authorization(user)));
    }

    /** The header by which that user is known. */
    String authorization(User user) {
        String login = user.login() + ":" + server.credentials().passwordOf(user);
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Proxy proxy :
                Stream.of(wayToDatabase, wayToBroker).flatMap(Optional::stream).toList()) {
            proxy.close();
        }
    }
}
