package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.signalbox.server.Broker;
import org.signalbox.server.User;

/** A broker in a process of its own, configured by the file that administrators are given. */
final class Artemis implements AutoCloseable {

    /** What administrators are given. */
    static final Path CONFIGURATION = Root.path("jms-config/src/main/broker/broker.xml");

    /** The user, and its role, that the servers have there. */
    private static final String SERVERS = "signalbox";

    static final String SENDERS_PASSWORD = "for-senders";

    private final Path directory;
    private final int port;
    private Path configuration = CONFIGURATION;
    private Optional<Process> process = Optional.empty();

    /** @param directory for its data and its log */
    Artemis(Path directory) throws IOException {
        this.directory = directory;
        this.port = SteadyPort.find();
    }

    int port() {
        return port;
    }

    /** What servers are told of it.
     *
     * @param through the port of a proxy before it
     */
    static Broker.External through(int through) {
        return new Broker.External("127.0.0.1", through, SERVERS, SERVERS);
    }

    /** From the next start on. */
    void configure(Path file) {
        configuration = file;
    }

    /** Starts it, and returns when it takes messages. */
    void start() throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dsignalbox.broker.host=127.0.0.1",
                        "-Dsignalbox.broker.port=" + port,
                        "-Dsignalbox.broker.data=" + directory,
                        Artemis.class.getName(),
                        configuration.toUri().toString())
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

    private boolean isThere() {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                JMSContext context = factory.createContext(SERVERS, SERVERS)) {
            context.start();
            return true;
        } catch (JMSRuntimeException notYet) {
            return false;
        }
    }

    /**
     * The process itself, which ends with the one that has started it: then nobody holds the other end of its input.
     *
     * @param words the address of its configuration
     */
    @SuppressWarnings("resource") // it lives as long as the process
    public static void main(String[] words) throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(SERVERS, SERVERS);
        users.addRole(SERVERS, SERVERS);
        users.addUser(User.SENDER.login(), SENDERS_PASSWORD);
        users.addRole(User.SENDER.login(), User.SENDER.login());
        new EmbeddedActiveMQ()
                .setConfigResourcePath(words[0])
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
                .start();
        while (System.in.read() >= 0) {
            // nobody writes
        }
        Runtime.getRuntime().halt(0);
    }
}
