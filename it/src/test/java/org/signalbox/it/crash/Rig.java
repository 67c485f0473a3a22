package org.signalbox.it.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.ServerSettings;
import org.signalbox.server.User;

/** Servers with what they use in a directory of their own, and what a test needs to look at all of it. */
final class Rig implements AutoCloseable {

    /** For servers that live for seconds: to compile less is to start in half the time. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LAST_LINES = 100;
    private static final int FRAMES = 30;
    private static final int MOST_TRACES = 5;
    private static final List<String> QUEUES =
            List.of("signals", "signals.ungrouped", "signals.expired", "activities", "results");
    private static final List<String> DEAD = List.of("signals.dead", "activities.dead", "results.dead");
    /** At the beginning of a line: the management client may also log what it prints. */
    private static final Pattern COUNT =
            Pattern.compile("(?m)^\\{\\s+\"outcome\" => \"success\",\\s+\"result\" => ([0-9]+)L");

    private final Path directory;
    private final Optional<PostgreSql> postgres;
    private final Optional<Artemis> broker;
    private final Optional<Proxy> wayToBroker;
    private final List<Node> nodes;
    private final HttpClient http = HttpClient.newHttpClient();

    private Rig(
            Path directory,
            Optional<PostgreSql> postgres,
            Optional<Artemis> broker,
            Optional<Proxy> wayToBroker,
            List<Node> nodes) {
        this.directory = directory;
        this.postgres = postgres;
        this.broker = broker;
        this.wayToBroker = wayToBroker;
        this.nodes = nodes;
    }

    /** On the embedded database. */
    static Rig h2(Path directory) throws IOException {
        Node node = Node.alone(settings(directory, "base"));
        return new Rig(directory, Optional.empty(), Optional.empty(), Optional.empty(), List.of(node));
    }

    /** On a PostgreSQL of its own, which has not been started yet. */
    static Rig postgreSql(Path directory, String... moreJvmOptions) throws IOException {
        return postgreSql(directory, Map.of(), moreJvmOptions);
    }

    /** As {@link #postgreSql(Path, String...)}, with environment variables. */
    static Rig postgreSql(Path directory, Map<String, String> environment, String... moreJvmOptions)
            throws IOException {
        PostgreSql postgres = new PostgreSql(directory.resolve("postgres"));
        Node node = Node.alone(settings(directory, "base", moreJvmOptions)
                .with(postgres.database(postgres.port()))
                .withEnvironment(environment));
        return new Rig(directory, Optional.of(postgres), Optional.empty(), Optional.empty(), List.of(node));
    }

    /** As {@link #postgreSql}, with proxies between the server and its database, and between senders and the broker. */
    static Rig exposed(Path directory) throws IOException {
        PostgreSql postgres = new PostgreSql(directory.resolve("postgres"));
        Node node = Node.exposed(settings(directory, "base"), postgres);
        Proxy senders = new Proxy(node.server().jmsPort());
        return new Rig(directory, Optional.of(postgres), Optional.empty(), Optional.of(senders), List.of(node));
    }

    /** Several servers on one PostgreSQL and one broker, with proxies on every way; nothing has been started yet. */
    static Rig sharing(Path directory, int servers) throws IOException {
        PostgreSql postgres = new PostgreSql(directory.resolve("postgres"));
        Artemis broker = new Artemis(directory.resolve("artemis"));
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= servers; i++) {
            nodes.add(Node.sharing(settings(directory, "base" + i), postgres, broker));
        }
        return new Rig(
                directory,
                Optional.of(postgres),
                Optional.of(broker),
                Optional.of(new Proxy(broker.port())),
                List.copyOf(nodes));
    }

    private static ServerSettings settings(Path directory, String base, String... moreJvmOptions) throws IOException {
        return ServerSettings.of(Root.path("jms-config/target/wildfly"), directory.resolve(base))
                .withJvmOptions(Stream.concat(Stream.of("-Xmx768m", SHORT_LIVED), Stream.of(moreJvmOptions))
                        .toArray(String[]::new))
                .withDeployments(CrashArchive.in(directory));
    }

    /** Starts all of it. */
    void start() throws IOException {
        if (postgres.isPresent()) {
            postgres.get().start();
        }
        if (broker.isPresent()) {
            broker.get().start();
        }
        nodes.forEach(node -> node.server().start());
    }

    /** The first one. */
    ServerProcess server() {
        return nodes.get(0).server();
    }

    List<Node> nodes() {
        return nodes;
    }

    PostgreSql postgres() {
        return postgres.orElseThrow();
    }

    /** If it is one of its own. */
    Artemis broker() {
        return broker.orElseThrow();
    }

    /** Of the broker in use: one of its own, or that of the first server. */
    BrokerManagement brokerManagement() throws IOException {
        return BrokerManagement.of(broker.map(Artemis::pid).orElseGet(server()::pid));
    }

    /** That of the senders. */
    Proxy wayToBroker() {
        return wayToBroker.orElseThrow();
    }

    /** By the proxy, if there is one. */
    Post post() {
        int port = wayToBroker.map(Proxy::port).orElseGet(server()::jmsPort);
        return broker.isPresent()
                ? new Post(port, Artemis::passwordOf)
                : new Post(port, server().credentials()::passwordOf);
    }

    /** How many events are handled; -1 while the database is away. */
    long handled() {
        try {
            return number("select coalesce(sum(sequence - waiting), 0) from instance");
        } catch (SQLException | IOException away) {
            return -1;
        }
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300));
    }

    /**
     * Waits until everything that was sent has been decided on, then for nothing to be under way any more; as long as it takes,
     * but not for long after nothing has got on.
     */
    void settle(Collection<Sent> sent) throws SQLException, IOException {
        Stillness stillness = new Stillness(PATIENCE);
        Awaitility.await().forever().pollInterval(Duration.ofMillis(300)).until(() -> {
            Checker.Account account = account(sent);
            return account.isSettled() || stillness.isTooLong(account);
        });
        if (!account(sent).isSettled()) {
            throw new AssertionError(unsettled(sent));
        }
    }

    /** Nothing is known while the database is away. */
    private Checker.Account account(Collection<Sent> sent) throws IOException {
        try (Connection connection = open()) {
            return new Checker(connection).account(sent);
        } catch (SQLException away) {
            return Checker.Account.UNKNOWN;
        }
    }

    /** What is still missing, and where it may lie; a test's directory is gone when it has failed. */
    String unsettled(Collection<Sent> sent) throws SQLException, IOException {
        List<String> found = new ArrayList<>(faults(sent));
        found.addAll(0, left(QUEUES));
        for (Node node : nodes) {
            found.add("the end of " + node.server().log() + ":");
            List<String> lines = Files.readAllLines(node.server().log(), StandardCharsets.ISO_8859_1);
            found.addAll(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
            if (node.server().isAlive()) {
                found.add("its threads:");
                found.addAll(Threads.of(node.server().pid()));
            }
        }
        return String.join(System.lineSeparator(), found);
    }

    /** Everything that is wrong; with the embedded database the server must have been stopped. */
    List<String> faults(Collection<Sent> sent) throws SQLException, IOException {
        try (Connection connection = open()) {
            return new Checker(connection).faults(sent);
        }
    }

    /** The embedded database can be opened while no server has it open. */
    Connection open() throws SQLException, IOException {
        if (postgres.isPresent()) {
            var database = postgres.get().database(postgres.get().port());
            return DriverManager.getConnection(database.url(), database.user(), database.password());
        }
        Properties login = new Properties();
        login.setProperty("user", "sa");
        login.setProperty("password", "");
        String url = "jdbc:h2:file:" + directory.resolve("base/data/signalbox/signalbox")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;IFEXISTS=TRUE";
        return H2.DRIVER.connect(url, login);
    }

    boolean logged(String words) {
        return logLines(words) > 0;
    }

    long logLines(String words) {
        return lines(words).size();
    }

    /** The first stack traces in the log; there is to be none for what callers and senders do. */
    List<String> traced() throws IOException {
        List<String> lines = Files.readAllLines(server().log(), StandardCharsets.ISO_8859_1);
        return IntStream.range(1, lines.size())
                .filter(i ->
                        lines.get(i).startsWith("\tat ") && !lines.get(i - 1).startsWith("\tat "))
                .mapToObj(i -> String.join("\n", lines.subList(i - 1, Math.min(lines.size(), i + FRAMES))))
                .limit(MOST_TRACES)
                .toList();
    }

    /** The last line of the log that has those words. */
    String line(String words) {
        List<String> lines = lines(words);
        return lines.get(lines.size() - 1);
    }

    private List<String> lines(String words) {
        return lines(server(), words);
    }

    /** Those of a server's log that have those words. */
    static List<String> lines(ServerProcess server, String words) {
        try (Stream<String> lines = Files.lines(server.log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(words)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program outside that calls the first server's REST interface as that user. */
    RestClient rest(User user) {
        return nodes.get(0).rest(user);
    }

    /** The number that a query of an instance gives. */
    int query(String workflowId, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server().httpPort()
                        + "/signalbox/api/v1/instances/" + workflowId + "/queries/" + query))
                .header("Authorization", nodes.get(0).authorization(User.OPERATOR))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return answer.matches("[0-9]{1,9}") ? Integer.parseInt(answer) : -1;
    }

    /** What the server's administration answers; all commands are given to one process, which takes seconds to start. */
    String administer(String... commands) throws IOException {
        Path home = Root.path("jms-config/target/wildfly");
        Path answer = directory.resolve("cli.txt");
        Process cli = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SHORT_LIVED,
                        "-Djboss.home.dir=" + home,
                        "-Djboss.modules.system.pkgs=com.sun.java.swing",
                        "-jar",
                        home.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        home.resolve("modules").toString(),
                        "org.jboss.as.cli",
                        "--connect",
                        "--controller=127.0.0.1:" + server().managementPort(),
                        "--commands=" + String.join(",", commands))
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        try {
            if (!cli.waitFor(2, TimeUnit.MINUTES)) {
                cli.destroyForcibly();
            }
        } catch (InterruptedException e) {
            cli.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return Files.readString(answer);
    }

    /** The queues in which none may ever lie, and yet some do. */
    List<String> deadLetters() throws IOException {
        return left(
                broker.isPresent()
                        ? DEAD
                        : Stream.concat(DEAD.stream(), Stream.of("DLQ")).toList());
    }

    /** Those queues in which messages lie, with how many. */
    private List<String> left(List<String> queues) throws IOException {
        List<Long> messages = broker.isPresent() ? broker.get().messages(queues) : messages(queues);
        return IntStream.range(0, queues.size())
                .filter(i -> messages.get(i) > 0)
                .mapToObj(i -> "in queue " + queues.get(i) + ": " + messages.get(i))
                .toList();
    }

    /** How many messages lie in each of the queues. */
    private List<Long> messages(List<String> queues) throws IOException {
        String answer = administer(queues.stream()
                .map(queue -> "/subsystem=messaging-activemq/server=default/jms-queue=" + queue
                        + ":read-attribute(name=message-count)")
                .toArray(String[]::new));
        List<Long> counts = COUNT.matcher(answer)
                .results()
                .map(count -> Long.valueOf(count.group(1)))
                .toList();
        if (counts.size() != queues.size()) {
            throw new IllegalStateException(queues + ": " + answer);
        }
        return counts;
    }

    /**
     * Kills the server and starts it again, several times, each time soon after there was progress.
     *
     * @param progress a query for a number that grows up to {@code all}
     */
    void killAgainAndAgain(int kills, Random random, String progress, long all) throws IOException, SQLException {
        for (int kill = 1; kill <= kills; kill++) {
            long before = number(progress);
            eventually()
                    .ignoreExceptionsMatching(e -> e instanceof SQLException)
                    .until(() -> number(progress) > before || number(progress) == all);
            Instant death = Instant.now().plus(Duration.ofMillis(random.nextInt(1500)));
            eventually().until(() -> Instant.now().isAfter(death));
            server().kill();
            server().start();
        }
    }

    long number(String query) throws IOException, SQLException {
        try (Connection connection = open()) {
            return new Checker(connection).number(query);
        }
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        broker.ifPresent(Artemis::close);
        if (postgres.isPresent()) {
            postgres.get().close();
        }
        if (wayToBroker.isPresent()) {
            wayToBroker.get().close();
        }
    }

    /** The driver of the very version that wrote the file comes from the server's distribution. */
    private static final class H2 {

        static final Driver DRIVER = load();

        private static Driver load() {
            Path modules = Root.path("jms-config/target/wildfly/modules/system/layers/base/com/h2database/h2/main");
            try (Stream<Path> files = Files.list(modules)) {
                Path jar = files.filter(f -> f.toString().endsWith(".jar"))
                        .findFirst()
                        .orElseThrow();
                @SuppressWarnings("resource") // for as long as the tests run
                ClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Rig.class.getClassLoader());
                return (Driver) loader.loadClass("org.h2.Driver")
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
