package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One real server for all, because a start takes seconds; each test leaves the queues empty. Only the last ones end it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningServerTest {
    private static final String SIGNALS = "jms.queue.signals";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(ServerSettings.of(Path.of("target/wildfly"), directory.resolve("base"))
                .withJvmOptions("-Xmx512m")
                .withDeployments(ProbeArchive.basic(directory), ProbeArchive.form(directory))
                .withPatience(Duration.ofMinutes(3)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_new_server_is_ready_and_found_no_data() {
        assertThat(server.isReady()).isTrue();
        assertThat(server.foundData()).isFalse();
        assertThat(server.log())
                .content()
                .satisfies(log -> assertThat(log.lines())
                        .filteredOn(line -> line.matches("\\S+ \\S+ ERROR .*"))
                        // of a refusal in another test
                        .allMatch(line -> line.contains("AMQ224016")));
    }

    @Test
    void users_have_the_roles_of_their_name_and_those_below() throws Exception {
        assertThat(probe(User.ADMIN, "who")).isEqualTo("admin [viewer, operator, admin]");
        assertThat(probe(User.OPERATOR, "who")).isEqualTo("operator [viewer, operator]");
        assertThat(probe(User.VIEWER, "who")).isEqualTo("viewer [viewer]");
        assertThat(probe(User.SENDER, "who")).isEqualTo("sender [sender]");
        assertThat(probe(User.WORKER, "who")).isEqualTo("worker [worker]");
    }

    @Test
    void the_web_refuses_a_wrong_password_and_none() throws Exception {
        HttpClient http = HttpClient.newHttpClient();

        assertThat(http.send(request("probe/probe/who", "admin", "wrong"), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
        assertThat(http.send(
                                HttpRequest.newBuilder(uri("probe/probe/who")).build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_form_logs_in_with_the_same_users() throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest page = HttpRequest.newBuilder(uri("form/probe/who")).build();
        assertThat(browser.send(page, HttpResponse.BodyHandlers.ofString()).body())
                .contains("please log in");

        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(uri("form/j_security_check"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("j_username=viewer&j_password="
                                + server.credentials().passwordOf(User.VIEWER)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("viewer [viewer]");
    }

    @Test
    void a_message_with_a_group_stays_in_signals_with_all_its_parts() throws Exception {
        String id = send(core(), "customer-1");

        assertThat(probe(User.ADMIN, "drain?queue=signals"))
                .contains("id=" + id, "group=customer-1", "type=purchase", "correlation=c-1", "expires=true")
                .contains("replyTo=ActiveMQTemporaryQueue", "n=one", "body={\"amount\":1}");
        assertThat(probe(User.ADMIN, "browse?queue=signals-ungrouped")).isEmpty();
    }

    @Test
    void a_message_without_a_group_is_diverted_with_all_its_parts() throws Exception {
        String id = send(core(), "");

        assertThat(probe(User.ADMIN, "browse?queue=signals")).isEmpty();
        assertThat(probe(User.ADMIN, "drain?queue=signals-ungrouped"))
                .contains("id=" + id, "group=null", "type=purchase", "correlation=c-1", "expires=true")
                .contains("replyTo=ActiveMQTemporaryQueue", "n=one", "body={\"amount\":1}");
    }

    @Test
    void amqp_senders_are_grouped_and_diverted_alike() throws Exception {
        String grouped = send(amqp(), "customer-1");
        String ungrouped = send(amqp(), "");

        // the JMS message id is drawn anew at every delivery; the sender's own is in NATIVE_MESSAGE_ID
        assertThat(probe(User.ADMIN, "drain?queue=signals"))
                .contains("native=" + grouped, "group=customer-1", "type=purchase", "correlation=c-1", "expires=true")
                .contains("persistent=true", "n=one", "body={\"amount\":1}");
        assertThat(probe(User.ADMIN, "drain?queue=signals-ungrouped"))
                .contains("native=" + ungrouped, "group=null", "type=purchase", "correlation=c-1", "expires=true")
                .contains("persistent=true", "n=one", "body={\"amount\":1}");
    }

    @Test
    void stomp_senders_are_grouped_and_diverted_alike() throws Exception {
        String head = "SEND\ndestination:" + SIGNALS + "\npersistent:true\nreceipt:r\ntype:purchase\n";

        assertThat(stomp(head + "JMSXGroupID:customer-1\n\n{}\0")).contains("RECEIPT");
        assertThat(stomp(head + "content-length:2\n\n{}\0")).contains("RECEIPT");

        assertThat(probe(User.ADMIN, "drain?queue=signals"))
                .contains("group=customer-1", "type=purchase", "stomp=STOMP", "persistent=true", "body={}");
        assertThat(probe(User.ADMIN, "drain?queue=signals-ungrouped"))
                .contains("group=null", "type=purchase", "stomp=STOMP", "persistent=true", "body={}");
    }

    @Test
    void the_broker_has_the_plugins() throws Exception {
        assertThat(probe(User.ADMIN, "plugins"))
                .isEqualTo("[org.signalbox.broker.OrderedHandover, org.signalbox.broker.SenderLimits,"
                        + " org.signalbox.broker.DestinationGuard]");
    }

    @Test
    void a_group_sequence_that_resets_the_group_is_taken_off_or_refused() throws Exception {
        sendSequence(core(), -1);
        sendSequence(core(), 7);
        sendSequence(amqp(), 7);
        assertThatExceptionOfType(JMSRuntimeException.class)
                .isThrownBy(() -> sendSequence(amqp(), -1))
                .withMessageContaining("group-sequence");
        String frame = "SEND\ndestination:" + SIGNALS + "\nreceipt:r\nJMSXGroupID:g\n%s:-1\n\n{}\0";
        assertThat(stomp(frame.formatted("JMSXGroupSeq"))).contains("RECEIPT");
        assertThat(stomp(frame.formatted("_AMQ_GROUP_SEQUENCE"))).contains("RECEIPT");

        assertThat(probe(User.ADMIN, "drain?queue=signals")
                        .lines()
                        .map(line -> line.replaceFirst(".* seq=(\\S+).*", "$1")))
                .hasSize(5)
                .filteredOn(sequence -> !sequence.equals("null") && !sequence.equals("0"))
                .containsExactly("7", "7");
    }

    @Test
    void a_transaction_with_a_refused_message_fails_and_nothing_of_it_is_there() throws Exception {
        String elsewhere = SIGNALS + "::" + SIGNALS;
        for (ConnectionFactory factory : new ConnectionFactory[] {core(), amqp()}) {
            assertThatExceptionOfType(JMSRuntimeException.class)
                    .isThrownBy(() -> sendInTransaction(factory, elsewhere, 1));
        }
        assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(() -> sendInTransaction(amqp(), SIGNALS, -1));
        String send = "SEND\ntransaction:t\ndestination:%s\nJMSXGroupID:g\n\n{}\0";
        assertThat(stomp("BEGIN\ntransaction:t\n\n\0" + send.formatted(SIGNALS)
                        + send.formatted(elsewhere.replace(":", "\\c"))
                        + "COMMIT\ntransaction:t\nreceipt:committed\n\n\0"))
                .contains("ERROR")
                .doesNotContain("RECEIPT\nreceipt-id:committed");

        assertThat(probe(User.ADMIN, "drain?queue=signals")).isEmpty();
    }

    private static void sendInTransaction(ConnectionFactory factory, String destination, int sequence) {
        try (JMSContext jms = factory.createContext(
                User.SENDER.login(), server.credentials().passwordOf(User.SENDER), JMSContext.SESSION_TRANSACTED)) {
            var producer = jms.createProducer().setProperty("JMSXGroupID", "g");
            producer.send(jms.createQueue(SIGNALS), "before");
            producer.setProperty("JMSXGroupSeq", sequence).send(jms.createQueue(destination), "bad");
            producer.setProperty("JMSXGroupSeq", 1).send(jms.createQueue(SIGNALS), "after");
            jms.commit();
        }
    }

    @Test
    void a_delivery_time_is_given_to_the_engine_instead_of_waited_for() throws Exception {
        for (ConnectionFactory factory : new ConnectionFactory[] {core(), amqp()}) {
            try (JMSContext jms = as(factory, User.SENDER)) {
                jms.createProducer()
                        .setDeliveryDelay(3_600_000)
                        .setProperty("JMSXGroupID", "later")
                        .send(jms.createQueue(SIGNALS), "{}");
            }
        }
        stomp("SEND\ndestination:" + SIGNALS
                + "\npersistent:true\nJMSXGroupID:later\nAMQ_SCHEDULED_DELAY:3600000\n\n{}\0");
        stomp("SEND\ndestination:" + SIGNALS + "\npersistent:true\nAMQ_SCHEDULED_TIME:4102444800000\n\n{}\0");
        String past = "SEND\ndestination:" + SIGNALS
                + "\npersistent:true\nJMSXGroupID:later\nAMQ_SCHEDULED_TIME:1000\n\n{}\0";
        stomp(past);

        assertThat(probe(User.ADMIN, "drain?queue=signals").lines())
                .hasSize(4)
                .allMatch(line -> line.contains("signalboxDueAt"));
        assertThat(probe(User.ADMIN, "drain?queue=signals-ungrouped")).contains("signalboxDueAt");
    }

    @Test
    void ungrouped_messages_keep_their_order() throws Exception {
        try (JMSContext jms = as(core(), User.SENDER)) {
            var producer = jms.createProducer();
            for (int n = 0; n < 50; n++) {
                producer.send(jms.createQueue(SIGNALS), "number " + n + ".");
            }
        }

        assertThat(probe(User.ADMIN, "drain?queue=signals-ungrouped")
                        .lines()
                        .map(line -> line.replaceFirst(".*body=", "")))
                .hasSize(50)
                .isSortedAccordingTo(
                        java.util.Comparator.comparingInt(text -> Integer.parseInt(text.replaceAll("\\D", ""))));
    }

    @Test
    void an_expired_signal_is_kept() throws Exception {
        try (JMSContext jms = as(core(), User.SENDER)) {
            jms.createProducer()
                    .setTimeToLive(1)
                    .setProperty("JMSXGroupID", "late")
                    .send(jms.createQueue(SIGNALS), "late");
        }

        eventually(() -> probe(User.ADMIN, "browse?queue=signals-expired").contains("body=late"));
        assertThat(probe(User.ADMIN, "drain?queue=signals-expired")).contains("group=late");
    }

    @Test
    void a_sender_may_not_look_into_any_queue() {
        for (String queue : new String[] {
            SIGNALS, "jms.queue.signals.ungrouped", "jms.queue.signals.expired", "jms.queue.activities", "jms.queue.DLQ"
        }) {
            try (JMSContext jms = as(core(), User.SENDER)) {
                assertThatExceptionOfType(JMSSecurityRuntimeException.class)
                        .as(queue)
                        .isThrownBy(() -> jms.createConsumer(jms.createQueue(queue)));
                assertThatThrownBy(
                                () -> jms.createBrowser(jms.createQueue(queue)).getEnumeration())
                        .as(queue)
                        .isInstanceOfAny(JMSSecurityRuntimeException.class, JMSSecurityException.class);
            }
        }
    }

    @Test
    void a_sender_may_send_nowhere_else() throws Exception {
        for (String queue : new String[] {
            "jms.queue.activities",
            "jms.queue.signals.ungrouped",
            "jms.queue.signals.dead",
            "another",
            "activemq.management"
        }) {
            try (JMSContext jms = as(core(), User.SENDER)) {
                assertThatExceptionOfType(JMSRuntimeException.class)
                        .as(queue)
                        .isThrownBy(() -> jms.createProducer().send(jms.createQueue(queue), "no"));
            }
        }
        assertThat(probe(User.ADMIN, "browse?queue=signals-ungrouped")).isEmpty();
    }

    @Test
    void other_users_may_not_send_signals_over_jms() {
        try (JMSContext jms = as(core(), User.VIEWER)) {
            assertThatExceptionOfType(JMSSecurityRuntimeException.class)
                    .isThrownBy(() -> jms.createProducer().send(jms.createQueue(SIGNALS), "no"));
        }
    }

    @Test
    void nobody_gets_in_without_the_right_password() throws IOException {
        assertThatExceptionOfType(JMSSecurityRuntimeException.class)
                .isThrownBy(() -> core().createContext().close());
        assertThatExceptionOfType(JMSSecurityRuntimeException.class)
                .isThrownBy(() -> core().createContext("sender", "wrong").close());
        assertThat(stomp("anonymous", "wrong", "")).contains("ERROR").doesNotContain("CONNECTED");
    }

    @Test
    void a_sender_gets_its_receipt_in_a_temporary_queue() throws Exception {
        for (ConnectionFactory factory : new ConnectionFactory[] {core(), amqp()}) {
            try (JMSContext jms = as(factory, User.SENDER)) {
                TemporaryQueue replies = jms.createTemporaryQueue();
                JMSConsumer consumer = jms.createConsumer(replies);
                jms.createProducer()
                        .setJMSReplyTo(replies)
                        .setJMSCorrelationID("c-7")
                        .send(jms.createQueue(SIGNALS), "answer me");

                assertThat(probe(User.ADMIN, "reply?queue=signals-ungrouped")).isEqualTo("replied");

                Message receipt = consumer.receive(5000);
                assertThat(receipt.getBody(String.class)).isEqualTo("receipt");
                assertThat(receipt.getJMSCorrelationID()).isEqualTo("c-7");
            }
        }
    }

    @Test
    void the_pooled_factory_sends_a_hundred_with_one_commit_or_none() throws Exception {
        assertThat(probe(User.ADMIN, "send-and-commit?queue=signals-expired&n=100"))
                .isEqualTo("transacted true");
        assertThat(probe(User.ADMIN, "drain?queue=signals-expired").lines()).hasSize(100);
        assertThat(probe(User.ADMIN, "context-session-mode"))
                .as("a context instead of a session")
                .isEqualTo("refused");

        assertThat(probe(User.ADMIN, "send-and-roll-back?queue=signals-expired&n=100"))
                .isEqualTo("transacted true");
        assertThat(probe(User.ADMIN, "drain?queue=signals-expired")).isEmpty();

        assertThat(probe(User.ADMIN, "send?queue=signals-expired&text=one")).isEqualTo("transacted false");
        assertThat(probe(User.ADMIN, "drain?queue=signals-expired")).contains("body=one");
    }

    @Test
    void the_pooled_factory_takes_no_part_in_jta() throws Exception {
        probe(User.ADMIN, "send-in-jta-and-roll-back?queue=signals-expired");

        assertThat(probe(User.ADMIN, "drain?queue=signals-expired")).contains("that was rolled back");
    }

    @Test
    void sixty_four_sessions_of_a_consumer_can_wait_for_one_another() throws Exception {
        for (int n = 0; n < 64; n++) {
            probe(User.ADMIN, "send?queue=activities&text=wait");
        }

        eventually(() -> probe(User.ADMIN, "gathered").equals("64"));
    }

    @Test
    void a_consumer_that_fails_gets_its_message_again_without_end() throws Exception {
        probe(User.ADMIN, "send?queue=activities&text=fail");

        eventually(() -> probe(User.ADMIN, "redelivered").equals("15"));
        assertThat(probe(User.ADMIN, "browse?queue=activities-dead")).isEmpty();
    }

    @Test
    void no_second_server_starts_in_the_same_base() {
        assertThatExceptionOfType(ServerFailure.class)
                .isThrownBy(() ->
                        ServerProcess.start(ServerSettings.of(Path.of("target/wildfly"), directory.resolve("base"))))
                .withMessageContaining("runs already");
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void an_archive_that_cannot_be_deployed_fails_the_start_with_its_reason() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.war"), "this is no archive");
        ServerProcess second =
                ServerProcess.prepare(ServerSettings.of(Path.of("target/wildfly"), directory.resolve("second"))
                        .withJvmOptions("-Xmx256m")
                        .withDeployments(broken)
                        .withPatience(Duration.ofMinutes(3)));

        assertThatExceptionOfType(ServerFailure.class)
                .isThrownBy(second::start)
                .withMessageContaining("broken.war could not be deployed")
                .withMessageContaining("server.log");
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_killed_server_starts_again_with_everything_it_had_accepted() throws Exception {
        probe(User.ADMIN, "insert");
        String before = probe(User.ADMIN, "count");
        send(core(), "kept");
        String admin = server.credentials().passwordOf(User.ADMIN);

        server.kill();

        assertThat(server.isAlive()).isFalse();
        assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();

        server.start();

        assertThat(server.credentials().passwordOf(User.ADMIN)).isEqualTo(admin);
        assertThat(probe(User.ADMIN, "count")).isEqualTo(before);
        assertThat(probe(User.ADMIN, "drain?queue=signals")).contains("group=kept");
        server.stop();
        assertThat(server.isAlive()).isFalse();
        assertThat(ServerProcess.prepare(ServerSettings.of(Path.of("target/wildfly"), directory.resolve("base")))
                        .foundData())
                .isTrue();
    }

    /** Sends as a system outside does, and tells the message's id. */
    private static String send(ConnectionFactory factory, String group) throws JMSException {
        try (JMSContext jms = as(factory, User.SENDER)) {
            TextMessage message = jms.createTextMessage("{\"amount\":1}");
            message.setJMSType("purchase");
            message.setJMSCorrelationID("c-1");
            message.setJMSReplyTo(jms.createTemporaryQueue());
            message.setStringProperty("n", "one");
            if (!group.isEmpty()) {
                message.setStringProperty("JMSXGroupID", group);
            }
            jms.createProducer().setTimeToLive(600_000).send(jms.createQueue(SIGNALS), message);
            return message.getJMSMessageID();
        }
    }

    private static void sendSequence(ConnectionFactory factory, int sequence) {
        try (JMSContext jms = as(factory, User.SENDER)) {
            jms.createProducer()
                    .setProperty("JMSXGroupID", "g")
                    .setProperty("JMSXGroupSeq", sequence)
                    .send(jms.createQueue(SIGNALS), "{}");
        }
    }

    private static JMSContext as(ConnectionFactory factory, User user) {
        return factory.createContext(user.login(), server.credentials().passwordOf(user));
    }

    private static ConnectionFactory core() {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + server.jmsPort());
    }

    private static ConnectionFactory amqp() {
        return new JmsConnectionFactory("amqp://127.0.0.1:" + server.jmsPort());
    }

    private static String stomp(String frame) throws IOException {
        return stomp(User.SENDER.login(), server.credentials().passwordOf(User.SENDER), frame);
    }

    /** Everything that the broker says until it closes the connection. */
    private static String stomp(String user, String password, String frame) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.jmsPort())) {
            OutputStream out = socket.getOutputStream();
            String connect = "CONNECT\naccept-version:1.2\nhost:localhost\nlogin:%s\npasscode:%s\n\n\0"
                    .formatted(user, password);
            out.write((connect + frame + "DISCONNECT\nreceipt:bye\n\n\0").getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.setSoTimeout(5000);
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String probe(User user, String call) {
        return Probe.of(server).ask(user, call);
    }

    private static HttpRequest request(String path, String user, String password) {
        return Probe.request(server, path, user, password);
    }

    private static URI uri(String path) {
        return Probe.uri(server, path);
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in 60 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
