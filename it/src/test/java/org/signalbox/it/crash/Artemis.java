package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.QueueBrowser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.signalbox.server.Broker;
import org.signalbox.server.User;

/** A broker in a process of its own, configured by the file that administrators are given. */
public final class Artemis implements AutoCloseable {

    /** What administrators are given. */
    public static final Path CONFIGURATION = Root.path("jms-config/src/main/broker/broker.xml");

    /** The user, and its role, that the servers have there. */
    private static final String SERVERS = ArtemisProcess.SERVERS;

    /** An Artemis of another version, unpacked; by default the one of the server runs. */
    private static final Optional<Path> HOME = Optional.ofNullable(System.getProperty("signalbox.it.artemis"))
            .filter(home -> !home.isBlank())
            .map(Path::of);

    private final Path directory;
    private final int port;
    private Path configuration = CONFIGURATION;
    private Optional<Process> process = Optional.empty();

    /** @param directory for its data and its log */
    public Artemis(Path directory) throws IOException {
        this.directory = directory;
        this.port = SteadyPort.find();
    }

    public int port() {
        return port;
    }

    /** The password there of a user who has the roles that it has at a server. */
    public static String passwordOf(User user) {
        return ArtemisProcess.passwordOf(user);
    }

    /** What servers are told of it.
     *
     * @param through the port of a proxy before it
     */
    static Broker.External through(int through) {
        return new Broker.External("127.0.0.1", through, SERVERS, SERVERS);
    }

    /** From the next start on. */
    public void configure(Path file) {
        configuration = file;
    }

    /**
     * Starts it, and returns when it takes messages.
     *
     * @param options of the Java machine
     */
    public void start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp", classPath()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dsignalbox.broker.host=127.0.0.1",
                "-Dsignalbox.broker.port=" + port,
                "-Dsignalbox.broker.data=" + directory,
                ArtemisProcess.class.getName(),
                configuration.toUri().toString()));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolveSibling("artemis.log").toFile()))
                .start();
        process = Optional.of(child);
        eventually().until(() -> {
            if (!child.isAlive()) {
                throw new IllegalStateException("the broker ended; see " + directory.resolveSibling("artemis.log"));
            }
            return isThere();
        });
    }

    /** Of its process. */
    long pid() {
        return process.orElseThrow().pid();
    }

    /** {@code kill -9}. */
    void kill() {
        process.ifPresent(child -> child.destroyForcibly().onExit().join());
    }

    /**
     * A connection such as the servers have.
     *
     * @param port its own, or that of a proxy before it
     */
    @SuppressWarnings("resource") // it lives as long as the connection
    static Connection connect(int port) throws JMSException {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port).createConnection(SERVERS, SERVERS);
    }

    /** How many messages lie in each of the queues. */
    List<Long> messages(List<String> queues) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                JMSContext context = factory.createContext(SERVERS, SERVERS)) {
            List<Long> messages = new ArrayList<>();
            for (String queue : queues) {
                try (QueueBrowser browser = context.createBrowser(context.createQueue("jms.queue." + queue))) {
                    long count = 0;
                    for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); all.nextElement()) {
                        count++;
                    }
                    messages.add(count);
                }
            }
            return messages;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** The broker, its protocols, our plugins and {@link ArtemisProcess}. */
    private static String classPath() {
        List<String> path = new ArrayList<>();
        if (HOME.isPresent()) {
            path.add(Root.path("it/target/test-classes").toString());
            path.add(Root.path("jms-config/target/classes").toString());
            path.add(HOME.get().resolve("lib") + "/*");
        } else {
            path.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            for (String module :
                    List.of("activemq/artemis/protocol/amqp", "activemq/artemis/protocol/stomp", "qpid/proton")) {
                path.add(
                        Root.path("jms-config/target/wildfly/modules/system/layers/base/org/apache/" + module + "/main")
                                + "/*");
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private boolean isThere() {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                JMSContext context = factory.createContext(SERVERS, SERVERS)) {
            context.start();
            return true;
        } catch (JMSRuntimeException notYet) {
            return false;
        }
    }
}
