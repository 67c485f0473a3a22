package org.signalbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main job, behind {@code ./run}: a server with the examples deployed, a demonstration that a second process sends,
 * and then the server until Ctrl-C. Ends with 0 or, after Ctrl-C, 130; with 1 if the server or the demonstration
 * failed, with 2 for wrong arguments.
 *
 * <p>Finds the build's results below the system property {@code signalbox.root}, or the working directory.
 */
public final class Main {
    private final Path root;
    private final Arguments arguments;
    private final long begin = System.nanoTime();
    private volatile boolean ending;

    private Main(Path root, Arguments arguments) {
        this.root = root;
        this.arguments = arguments;
    }

    /** See {@code --help}. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("signalbox.root", "")).toAbsolutePath();
        try {
            Arguments arguments = Arguments.parse(root.resolve(".signalbox"), words);
            if (arguments.help()) {
                System.out.print(Arguments.usage());
                return;
            }
            Main main = new Main(root, arguments);
            if (arguments.listJars()) {
                Jars.of(root.resolve("jms-config/target/wildfly"), main.ear()).forEach(System.out::println);
                return;
            }
            System.exit(main.run());
        } catch (IllegalArgumentException e) {
            System.err.println("run: " + e.getMessage() + "\n\n" + Arguments.usage());
            System.exit(2);
        } catch (ServerFailure e) {
            System.err.println("run: " + e.getMessage());
            System.exit(1);
        }
    }

    private int run() throws IOException, InterruptedException {
        Path ear = ear();
        try (ServerProcess server = ServerProcess.prepare(settings(ear))) {
            say(
                    server.foundData()
                            ? "Found the data of an earlier start in " + arguments.base() + " and keep it."
                            : "A new server in " + arguments.base() + ".");
            say("Starting WildFly with " + shown(ear) + " on " + database() + ", log in " + server.log() + " ...");
            sayGoodbyeAtTheEnd(server);
            try {
                server.startWithoutWaiting();
                if (!server.isReady()) {
                    say("Deployed, but not ready yet: http://127.0.0.1:" + server.managementPort()
                            + "/health/ready tells why. Waiting ...");
                    server.awaitReadiness();
                }
            } catch (ServerFailure e) {
                if (ending) {
                    return 0;
                }
                throw e;
            }
            say("Deployed and ready.");
            if (arguments.demo() && broker() instanceof Broker.Embedded && !demonstrate(server) && !ending) {
                System.err.println("run: the demonstration failed; the server's log is " + server.log());
                return 1;
            }
            invite(server);
            int code = server.onExit().join();
            if (ending) {
                return 0;
            }
            System.err.println("run: the server ended by itself with code " + code + "; its log is " + server.log());
            return 1;
        }
    }

    private ServerSettings settings(Path ear) {
        ServerSettings settings = ServerSettings.of(root.resolve("jms-config/target/wildfly"), arguments.base())
                .with(database())
                .with(broker())
                .withDeployments(ear);
        String options = System.getenv().getOrDefault("SIGNALBOX_JAVA_OPTS", "");
        if (!options.isBlank()) {
            settings = settings.withJvmOptions(options.trim().split("\\s+", -1));
        }
        Optional<Ports> fixed = arguments.ports();
        return fixed.isPresent() ? settings.with(fixed.get()) : settings;
    }

    private static Database database() {
        return Database.of(System.getenv());
    }

    private static Broker broker() {
        return Broker.of(System.getenv());
    }

    private Path ear() throws IOException {
        Path built = root.resolve("ear/target/signalbox.ear");
        return arguments.jars().isEmpty()
                ? built
                : AuthorsEar.make(built, arguments.jars(), arguments.base().resolve("with/signalbox.ear"));
    }

    private Path shown(Path file) {
        return file.startsWith(root) ? root.relativize(file) : file;
    }

    /** Whether the sender ended with success; it speaks for itself. */
    private boolean demonstrate(ServerProcess server) throws IOException, InterruptedException {
        Path libraries = root.resolve("examples/target/sender");
        if (!Files.isDirectory(libraries)) {
            throw new ServerFailure("the sender is not built: no " + libraries);
        }
        Path purchases = root.resolve("examples/src/main/data/purchases.csv");
        say("Sending the purchases of " + root.relativize(purchases) + " from a second process ...");
        ProcessBuilder sender = new ProcessBuilder(List.of(
                        CommandLine.java().toString(),
                        "-cp",
                        libraries + "/*",
                        "org.signalbox.examples.loyalty.sender.PurchaseSender",
                        "--http",
                        "http://127.0.0.1:" + server.httpPort(),
                        "--jms",
                        "tcp://127.0.0.1:" + server.jmsPort(),
                        "--user",
                        User.SENDER.login(),
                        "--rest-user",
                        User.OPERATOR.login(),
                        purchases.toString()))
                .inheritIO();
        // in the environment, not on the command line, which everybody on this machine can read
        sender.environment()
                .putAll(Map.of(
                        "SIGNALBOX_SENDER_PASSWORD", server.credentials().passwordOf(User.SENDER),
                        "SIGNALBOX_OPERATOR_PASSWORD", server.credentials().passwordOf(User.OPERATOR)));
        return sender.start().waitFor() == 0;
    }

    private void invite(ServerProcess server) {
        say("The server runs.");
        System.out.println();
        System.out.println("  Console   http://127.0.0.1:" + server.httpPort() + "/signalbox/console");
        System.out.println("  REST      http://127.0.0.1:" + server.httpPort() + "/signalbox/api/v1");
        System.out.println("  JMS       "
                + (broker() instanceof Broker.External external ? external : "tcp://127.0.0.1:" + server.jmsPort()));
        System.out.println("  User      " + User.ADMIN.login() + ", password "
                + shownPassword(server.credentials(), server.foundData()));
        System.out.println("  Others    " + arguments.base().resolve(Credentials.FILE));
        System.out.println();
        System.out.println("Press Ctrl-C to stop; a later start keeps all data.");
    }

    /** Once, and only to a person at a terminal: output that is kept in a file is not for passwords. */
    static String shownPassword(Credentials credentials, boolean known) {
        return Boolean.getBoolean("signalbox.terminal") && !known
                ? credentials.passwordOf(User.ADMIN)
                : "in " + Credentials.FILE;
    }

    private void sayGoodbyeAtTheEnd(ServerProcess server) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending = true;
                            if (server.isAlive()) {
                                System.out.println("\nStopping the server ...");
                                int code = server.onExit().join();
                                System.out.println("Stopped"
                                        + (code == 0 || code == 143 || code == 130 ? "." : " with code " + code + "."));
                            }
                        },
                        "say-goodbye"));
    }

    private void say(String words) {
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        System.out.printf("[%3d s] %s%n", seconds, words);
    }
}
