package org.signalbox.it.server;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.ServerSettings;
import org.signalbox.server.User;

/** A new server with the EAR, a database and a mail server of its own, and everything needed to talk to it. */
public final class SignalboxServer implements AutoCloseable {

    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-Dsignalbox.journal.kept=P3650D",
            "-Dsignalbox.inbox.longest.letterbox=3");

    private final TestDatabase database;
    private final GreenMail mail;
    private final ServerProcess process;
    private final Probe probe;

    private SignalboxServer(TestDatabase database, GreenMail mail, ServerProcess process) {
        this.database = database;
        this.mail = mail;
        this.process = process;
        this.probe = new Probe(process.httpPort());
    }

    /** Where the reactor's modules are. */
    public static Path root() {
        return Path.of(System.getProperty("signalbox.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** Starts one with the archive of the tests; its data of an earlier run is deleted. */
    static SignalboxServer start(String name) {
        return start(name, true, Map.of());
    }

    /** As {@link #start(String)}, with these environment variables. */
    public static SignalboxServer start(String name, Map<String, String> environment) {
        return start(name, true, environment);
    }

    /** As {@link #start(String)}, but nothing is deployed. */
    static SignalboxServer startBare(String name) {
        return start(name, false, Map.of());
    }

    /** As {@link #start(String)}, with more options of the Java machine. */
    public static SignalboxServer startWith(String name, String... jvmOptions) {
        return start(name, true, Map.of(), jvmOptions);
    }

    private static SignalboxServer start(
            String name, boolean deployed, Map<String, String> environment, String... jvmOptions) {
        try {
            Path directory = root().resolve("it/target/server")
                    .resolve(name + "-" + System.getProperty("signalbox.it.database", "h2") + "-"
                            + System.getProperty("signalbox.it.fork", "fork-1"));
            delete(directory);
            Files.createDirectories(directory);
            TestDatabase database = TestDatabase.start(directory);
            GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            ServerSettings settings = ServerSettings.of(
                            root().resolve("jms-config/target/wildfly"), directory.resolve("base"))
                    .with(database.forServer())
                    .withJvmOptions(Stream.concat(JVM_OPTIONS.stream(), Stream.of(jvmOptions))
                            .toArray(String[]::new))
                    .withEnvironment(environment(mail, environment))
                    .withPatience(Duration.ofMinutes(3));
            if (deployed) {
                settings = settings.withDeployments(TestArchive.write(directory));
            }
            return new SignalboxServer(database, mail, ServerProcess.start(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(GreenMail mail, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("SIGNALBOX_SMTP_HOST", "127.0.0.1");
        all.put("SIGNALBOX_SMTP_PORT", String.valueOf(mail.getSmtp().getPort()));
        return all;
    }

    /** The server as a process: to be stopped and started. */
    public ServerProcess process() {
        return process;
    }

    /** A look inside. */
    public Probe probe() {
        return probe;
    }

    /** What letters have arrived. */
    public GreenMail mail() {
        return mail;
    }

    /** A new connection of a system outside, as the user {@code sender}. */
    public Sender sender() {
        return senderAs(User.SENDER.login(), process.credentials().passwordOf(User.SENDER));
    }

    /** A new connection of a system outside that does the work of activities, as the user {@code worker}. */
    public Sender worker() {
        return senderAs(User.WORKER.login(), process.credentials().passwordOf(User.WORKER));
    }

    /** A connection as somebody else. */
    public Sender senderAs(String user, String password) {
        return new Sender("tcp://127.0.0.1:" + process.jmsPort(), user, password);
    }

    /** A program outside that calls the REST interface as that user. */
    public RestClient rest(User user) {
        return restAs(user.login(), process.credentials().passwordOf(user));
    }

    /** A program with a user and password of its choice. */
    public RestClient restAs(String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new RestClient(process.httpPort(), Map.of("Authorization", "Basic " + both));
    }

    /** A program that does not say who it is. */
    public RestClient restAsNobody() {
        return new RestClient(process.httpPort(), Map.of());
    }

    /** The lines of the log. */
    public List<String> log() {
        try {
            return Files.readAllLines(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        mail.stop();
        database.close();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
