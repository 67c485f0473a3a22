package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.Request;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.payload.Compression;
import org.signalbox.payload.Encryption;
import org.signalbox.payload.PayloadCodecs;
import org.signalbox.server.User;

/** A server of its own that keeps payloads encrypted, through a change of keys and the loss of one. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EncodedPayloadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Long enough to be compressed, and nowhere else to be found. */
    private static final String SECRET = "Xanadu-4711";

    private static final String LONG_SECRET = (SECRET + " ").repeat(200);

    private Path keys;
    private SignalboxServer server;
    private Probe probe;
    private RestClient operator;
    private Sender sender;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        keys = directory.resolve("keys.properties");
        writeKeys("k1", 1);
        server = SignalboxServer.start(
                "encoded", Map.of("SIGNALBOX_PAYLOAD_CODECS", "gzip, aes", "SIGNALBOX_PAYLOAD_KEYS", keys.toString()));
        look();
    }

    @AfterAll
    void stop() {
        sender.close();
        server.close();
    }

    private void look() {
        probe = server.probe();
        operator = server.rest(User.OPERATOR);
        sender = server.sender();
    }

    private void writeKeys(String active, int... numbers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("active=" + active));
        Arrays.stream(numbers)
                .forEach(n -> lines.add("k" + n + "=" + Base64.getEncoder().encodeToString(key(n))));
        Files.write(keys, lines);
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return key;
    }

    private void restartWith(String active, int... numbers) throws IOException {
        sender.close();
        server.process().stop();
        writeKeys(active, numbers);
        server.process().start();
        look();
    }

    private static String secret(String more) {
        return "{\"text\":\"" + SECRET + " " + more + "\"}";
    }

    private RestAnswer startVault(String id) {
        return operator.call(
                RestCall.post("workflows", "vault", "instances", id).json(secret("input")));
    }

    private RestAnswer tell(String id, String signal, String payload) {
        return operator.call(RestCall.signal(id, signal, payload));
    }

    private String statusOf(String id) {
        return operator.call(RestCall.get("instances", id)).text("status");
    }

    private String errorOf(String id) {
        return operator.call(RestCall.get("instances", id))
                .json()
                .path("parking")
                .path("error")
                .asText();
    }

    private List<String> toldTo(String id) {
        List<String> told = new ArrayList<>();
        operator.call(RestCall.get("instances", id, "queries", "told")).json().forEach(t -> told.add(t.asText()));
        return told;
    }

    @Test
    @Order(1)
    void what_is_secret_is_in_no_column_of_any_table() {
        startVault("E-done");
        tell("E-done", "whispers", secret(LONG_SECRET));
        tell("E-done", "whispers", secret("last"));
        await().atMost(LIMIT).until(() -> statusOf("E-done").equals("COMPLETED"));
        startVault("E-waiting");
        tell("E-waiting", "whispers", secret("first"));
        await().atMost(LIMIT).until(() -> toldTo("E-waiting").size() == 3);
        operator.call(RestCall.update("E-waiting", "ask", secret("question")));
        operator.call(RestCall.update("E-waiting", "refuse", secret("question")));
        startVault("E-parked");
        tell("E-parked", "stumble", secret("stone"));
        tell("E-parked", "whispers", secret("behind"));
        await().atMost(LIMIT).until(() -> !errorOf("E-parked").isEmpty());
        startVault("E-failed");
        tell("E-failed", "collapse", secret("burden"));
        operator.call(RestCall.post("workflows", "vault", "instances", "E-later")
                .with("startDelay", "P1D")
                .with("maxAttempts", "3")
                .with("memo", "{\"note\":\"" + SECRET + "\",\"n\":1}")
                .json(secret("input")));
        operator.call(RestCall.post("instances", "E-parked", "pause").with("reason", SECRET));
        tell("E-nobody", "whispers", secret("lost"));
        operator.call(RestCall.signal("E-held", "whispers", secret("early")).with("holdFor", "PT1H"));
        byte[] noText = (SECRET + "\u00FF").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(sender.ask(Draft.bytes(noText).signal("whispers").to("E-waiting"))
                        .reason())
                .isEqualTo("BAD_PAYLOAD");
        operator.call(RestCall.of("PUT", "/schedules/E-clock")
                .json("{\"calendar\":{\"hour\":\"2\",\"minute\":\"30\"},\"signal\":{\"workflowId\":\"E-clock\","
                        + "\"signal\":\"whispers\",\"payload\":" + secret("chime") + "}}"));

        assertThat(columnsWith(SECRET)).isEmpty();
        assertThat(columnsWith("sbx1:"))
                .contains(
                        "instance.state",
                        "instance.result",
                        "instance.failure",
                        "instance.parked_error",
                        "instance.life",
                        "journal.payload",
                        "journal.decided",
                        "activity.arguments",
                        "activity.result",
                        "activity.failure",
                        "activity.details",
                        "line.snapshot",
                        "line_step.steps",
                        "answer.result",
                        "answer.failure",
                        "held_signal.payload",
                        "schedule.definition",
                        "undeliverable.body",
                        "undeliverable.properties");
        assertThat(probe.number("select count(*) from journal where payload like 'sbx1:gzip,aes.k1:%'"))
                .isPositive();
    }

    /** Where a text is, in all columns that could have it. */
    private List<String> columnsWith(String text) {
        boolean h2 = System.getProperty("signalbox.it.database", "h2").equals("h2");
        List<String> found = new ArrayList<>();
        for (List<String> column : probe.rows("select table_name, column_name, data_type from"
                + " information_schema.columns where lower(table_schema) = 'public'")) {
            String name = "\"" + column.get(1) + "\"";
            boolean binary = column.get(2).toLowerCase(Locale.ROOT).matches("bytea|binary.*");
            String value = "cast(" + name + " as varchar)";
            if (binary) {
                value = h2 ? "utf8tostring(" + name + ")" : "encode(" + name + ", 'escape')";
            }
            if (probe.number(
                            "select count(*) from \"" + column.get(0) + "\" where " + value + " like ?",
                            "%" + text + "%")
                    > 0) {
                found.add(column.get(0) + "." + column.get(1));
            }
        }
        return found;
    }

    @Test
    @Order(2)
    void whoever_may_see_payloads_sees_them_decoded() {
        RestAnswer parked = operator.call(RestCall.get("instances", "E-parked"));
        assertThat(parked.json().path("state").path("told").path(0).asText()).isEqualTo(SECRET + " input");
        assertThat(parked.json().path("parking").path("error").asText()).contains("stumbled over " + SECRET);
        assertThat(parked.json().path("pause").path("reason").asText()).isEqualTo(SECRET);
        assertThat(operator.call(RestCall.get("instances", "E-done", "result")).body())
                .isEqualTo("\"kept " + SECRET + " last\"");
        assertThat(operator.call(RestCall.get("instances", "E-later"))
                        .json()
                        .path("memo")
                        .path("note")
                        .asText())
                .isEqualTo(SECRET);
        assertThat(operator.call(RestCall.get("instances", "E-done", "activities"))
                        .body())
                .contains("passed got " + SECRET)
                .contains("not yet: " + SECRET)
                .contains("\"details\":\"got " + SECRET);
        assertThat(operator.call(RestCall.get("schedules", "E-clock")).body()).contains(SECRET + " chime");
        assertThat(undeliverable("E-nobody").text("body")).isEqualTo(secret("lost"));
        assertThat(undeliverable("E-waiting").text("bodyBase64"))
                .isEqualTo(
                        Base64.getEncoder().encodeToString((SECRET + "\u00FF").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private RestAnswer undeliverable(String workflowId) {
        String number = operator.call(RestCall.get("undeliverable").with("workflowId", workflowId))
                .items("number")
                .get(0);
        return operator.call(RestCall.get("undeliverable", number));
    }

    @Test
    @Order(3)
    void a_sender_may_encode_what_it_sends() {
        PayloadCodecs codecs =
                new PayloadCodecs(List.of(new Compression(0), new Encryption("k1", Map.of("k1", key(1)))), List.of());
        Draft touch = Draft.text(codecs.encode("\"" + LONG_SECRET + "\"", "E-sender"))
                .signal("text")
                .to("E-sender")
                .starting("ledger");

        assertThat(sender.ask(touch).outcome()).isEqualTo("HANDLED");
        assertThat(probe.query("E-sender", "notes").get(0).asText()).isEqualTo(LONG_SECRET);
    }

    @Test
    @Order(4)
    void what_a_sender_encoded_wrongly_is_undeliverable_as_it_came() throws IOException {
        String key9 = new PayloadCodecs(List.of(new Encryption("k9", Map.of("k9", key(9)))), List.of())
                .encode("\"x\"", "E-sender");
        String moved = new PayloadCodecs(List.of(new Encryption("k1", Map.of("k1", key(1)))), List.of())
                .encode("\"x\"", "E-other");
        String bomb = "sbx1:gzip:" + Base64.getEncoder().encodeToString(bomb());

        Reply unknown = refused(key9, "BAD_PAYLOAD");
        assertThat(unknown.detail()).contains("'k9'").contains("signalbox.payload.keys");
        assertThat(undeliverable("E-sender").text("body")).isEqualTo(key9);
        assertThat(refused(moved, "BAD_PAYLOAD").detail()).contains("for something else");
        assertThat(refused("sbx1:gzip:AAAA", "BAD_PAYLOAD").detail()).contains("damaged");
        assertThat(refused(bomb, "TOO_LARGE").detail()).contains("decoded it would have more");
    }

    private Reply refused(String body, String reason) {
        Reply reply = sender.ask(Draft.text(body).signal("text").to("E-sender"));
        assertThat(reply.reason()).isEqualTo(reason);
        return reply;
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[50_000_000]);
        }
        return bytes.toByteArray();
    }

    @Test
    @Order(4)
    void an_id_is_compared_without_a_readable_trace_of_its_payload() {
        startVault("E-id");
        tellAs("once", "E-id", "payload");
        tellAs("twice", "E-id", "payload");

        assertThat(tellAs("once", "E-id", "other").reason()).isEqualTo("ID_REUSED");
        assertThat(tellAs("once", "E-id", "payload").outcome()).isEqualTo("DUPLICATE");
        List<String> fingerprints = fingerprintsOf("E-id");
        assertThat(fingerprints).hasSize(2).doesNotHaveDuplicates().allMatch(f -> f.startsWith("aes.k1:"));
    }

    private RestAnswer tellAs(String signalId, String id, String payload) {
        return operator.call(
                RestCall.signal(id, "whispers", secret(payload)).id(signalId).with("wait", "accepted"));
    }

    private List<String> fingerprintsOf(String id) {
        return probe
                .rows("select fingerprint from journal where workflow_id = ? and kind = 'SIGNAL' order by sequence", id)
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    @Order(5)
    void after_a_rotation_all_goes_on_with_the_new_key() throws IOException {
        restartWith("k2", 1, 2);
        startVault("E-left");
        tell("E-left", "whispers", secret("once"));
        await().atMost(LIMIT).until(() -> toldTo("E-left").size() == 3);
        tell("E-waiting", "whispers", secret("last"));

        await().atMost(LIMIT).until(() -> statusOf("E-waiting").equals("COMPLETED"));
        assertThat(probe.text("select result from instance where workflow_id = 'E-waiting'"))
                .startsWith("sbx1:aes.k2:");
        assertThat(operator.call(RestCall.post("undeliverable", numberOf("E-sender"), "discard"))
                        .status())
                .isLessThan(300);
        assertThat(tellAs("once", "E-id", "other").reason()).isEqualTo("ID_REUSED");
        assertThat(tellAs("once", "E-id", "payload").outcome()).isEqualTo("DUPLICATE");
    }

    private String numberOf(String workflowId) {
        return operator.call(RestCall.get("undeliverable").with("workflowId", workflowId))
                .items("number")
                .get(0);
    }

    @Test
    @Order(6)
    void what_can_not_be_decoded_is_kept_told_and_does_not_stop_others() throws IOException {
        restartWith("k3", 3);

        assertThat(tell("E-left", "whispers", secret("twice")).outcome()).isEqualTo("PARKED");
        assertThat(errorOf("E-left"))
                .contains("of 'E-left'")
                .contains("'k2'")
                .contains("signalbox.payload.keys")
                .contains("Nothing is lost");
        assertThat(operator.call(RestCall.get("instances", "E-left"))
                        .json()
                        .path("state")
                        .path("undecodable")
                        .asText())
                .contains("'k2'");
        RestAnswer result = operator.call(RestCall.get("instances", "E-waiting", "result"));
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.body()).contains("UNDECODABLE").contains("'k2'");
        for (String view : List.of("journal", "inbox", "activities", "children")) {
            assertThat(operator.call(RestCall.get("instances", "E-left", view)).status())
                    .as(view)
                    .isEqualTo(200);
        }
        for (String list : List.of("schedules", "undeliverable", "instances")) {
            assertThat(operator.call(RestCall.get(list)).status()).as(list).isEqualTo(200);
        }
        assertThat(operator.call(RestCall.post("undeliverable", numberOf("E-nobody"), "resend"))
                        .body())
                .contains("can't be decoded");
        RestAnswer export = operator.call(RestCall.get("instances", "E-left", "export"));
        assertThat(export.status()).isEqualTo(503);
        assertThat(export.reason()).isEqualTo("UNDECODABLE");
        assertThat(export.text("detail")).contains("of 'E-left'").contains("'k2'");
        post("k2", 2, "first");
        post("k3", 3, "second");
        await().atMost(LIMIT)
                .until(() -> server.log().stream()
                        .anyMatch(line -> line.contains("SIGBOX0106") && line.contains("'E-left'")));
        assertThat(probe.number("select count(*) from instance where workflow_id = 'E-friend'"))
                .as("what is behind it must not overtake it")
                .isZero();
        startVault("E-other");
        assertThat(toldTo("E-other")).containsExactly(SECRET + " input");
        assertThat(operator.call(RestCall.post("workflows", "vault", "instances", "E-held")
                                .json(secret("input")))
                        .status())
                .isEqualTo(201);
    }

    /** Mail of an instance, as it is found when the server died before it could be brought. */
    private void post(String keyName, int key, String text) {
        Mail mail = new Mail.Signal(
                new Request.Signal(
                        new WorkflowId("E-friend"),
                        "text",
                        Optional.of("\"" + text + "\""),
                        new SignalId("E-left " + text),
                        Optional.of(new Request.StartWith("ledger", Optional.empty())),
                        Optional.empty()),
                Optional.empty());
        PayloadCodecs codecs =
                new PayloadCodecs(List.of(new Encryption(keyName, Map.of(keyName, key(key)))), List.of());
        probe.change(
                "insert into mail (workflow_id, kind, target, content, wake_at)"
                        + " values ('E-left', 'SIGNAL', 'E-friend', ?, current_timestamp)",
                codecs.encode(mail.write(), "E-left"));
    }

    @Test
    @Order(7)
    void all_goes_on_by_itself_when_the_keys_are_back() throws IOException {
        restartWith("k3", 1, 2, 3);

        await().atMost(LIMIT).until(() -> statusOf("E-left").equals("COMPLETED"));
        assertThat(operator.call(RestCall.get("instances", "E-left", "result")).body())
                .isEqualTo("\"kept " + SECRET + " twice\"");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from journal where workflow_id = 'E-friend'"
                                + " and kind = 'SIGNAL' and state = 'HANDLED'")
                        == 2);
        assertThat(probe.query("E-friend", "notes")).hasToString("[\"first\",\"second\"]");
        await().atMost(LIMIT).until(() -> probe.number("select count(*) from mail where workflow_id = 'E-left'") == 0);
        assertThat(operator.call(RestCall.get("instances", "E-left", "export")).body())
                .contains(SECRET + " twice")
                .contains("\"end\"");
        await().atMost(LIMIT).until(() -> toldTo("E-held").size() == 3);
        assertThat(operator.call(RestCall.get("instances", "E-parked")).text("status"))
                .isEqualTo("PAUSED");
        assertThat(operator.call(RestCall.post("undeliverable", numberOf("E-nobody"), "resend"))
                        .reason())
                .isEqualTo("UNKNOWN_INSTANCE");
        assertThat(columnsWith(SECRET)).isEmpty();
    }
}
