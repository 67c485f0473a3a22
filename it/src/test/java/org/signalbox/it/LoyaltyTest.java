package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The example as it is deployed: its sender in a process of its own, its letters at a real mail server. */
@OnServer
class LoyaltyTest {

    private static final int PURCHASES = 500;

    private final SignalboxServer server;
    private final Sender sender;

    LoyaltyTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void a_customer_who_reaches_a_level_gets_one_letter() {
        for (int n = 1; n <= 7; n++) {
            sender.send(Draft.text("{\"id\":\"p" + n + "\",\"time\":\"2026-11-01T12:00:00Z\",\"product\":\"tea\","
                            + "\"price\":{\"amount\":2.50,\"currency\":\"EUR\"},\"store\":\"Köln\","
                            + "\"channel\":\"STORE\"}")
                    .signal("purchase")
                    .to("it-mail")
                    .id("p" + n)
                    .starting("loyalty")
                    .with("startInput", "{\"id\":\"it-mail\",\"name\":\"Ada\",\"email\":\"ada@it.example.com\"}"));
        }

        await().atMost(Duration.ofSeconds(60))
                .until(() -> letters("ada@it.example.com").size() == 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.probe()
                                .query("it-mail", "status")
                                .path("purchases")
                                .asInt()
                        == 7);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.probe()
                                .number("select count(*) from activity where workflow_id = 'it-mail'"
                                        + " and state = 'COMPLETED'")
                        == 1);
        assertThat(letters("ada@it.example.com")).singleElement().satisfies(letter -> {
            assertThat(letter.getSubject()).contains("BRONZE");
            assertThat(letter.getMessageID()).contains("level-BRONZE");
        });
    }

    @Test
    void the_senders_check_comes_out_exact_and_does_so_again_when_all_is_sent_twice(@TempDir Path directory)
            throws Exception {
        List<String> file = Files.readAllLines(SignalboxServer.root().resolve("examples/src/main/data/purchases.csv"));
        Path purchases = Files.write(directory.resolve("purchases.csv"), file.subList(0, PURCHASES + 1));

        for (int time = 1; time <= 2; time++) {
            Path output = directory.resolve("output" + time);
            int code = run(purchases, output);

            assertThat(output).content().contains(PURCHASES + " purchases handled, 0 wrong");
            assertThat(code).isZero();
        }
    }

    private int run(Path purchases, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        SignalboxServer.root().resolve("examples/target/sender") + "/*",
                        "org.signalbox.examples.loyalty.sender.PurchaseSender",
                        "--http",
                        "http://127.0.0.1:" + server.process().httpPort(),
                        "--jms",
                        "tcp://127.0.0.1:" + server.process().jmsPort(),
                        "--user",
                        User.SENDER.login(),
                        "--rest-user",
                        User.OPERATOR.login(),
                        purchases.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put("SIGNALBOX_SENDER_PASSWORD", server.process().credentials().passwordOf(User.SENDER));
        builder.environment()
                .put(
                        "SIGNALBOX_OPERATOR_PASSWORD",
                        server.process().credentials().passwordOf(User.OPERATOR));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("the sender ends")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<MimeMessage> letters(String to) {
        return Arrays.stream(server.mail().getReceivedMessagesForDomain("it.example.com"))
                .filter(letter -> isTo(letter, to))
                .toList();
    }

    private static boolean isTo(MimeMessage letter, String to) {
        try {
            return Arrays.toString(letter.getAllRecipients()).contains(to);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
