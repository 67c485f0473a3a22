package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Whatever is no signal, or one that nobody can take, is kept with its reason and its sender is told. */
@OnServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JmsRefusalTest {

    private static final String LONG = "x".repeat(201);

    private final SignalboxServer server;
    private final Sender sender;

    JmsRefusalTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @BeforeAll
    void prepare() {
        sender.ask(Draft.empty().signal("touch").to("refusal-open").starting("ledger"));
        sender.ask(Draft.empty().signal("touch").to("refusal-closed").starting("ledger"));
        sender.ask(Draft.empty().signal("close").to("refusal-closed"));
    }

    static Stream<Arguments> refusals() {
        Draft note = Draft.note("a", 1);
        Draft open = note.to("refusal-open");
        return Stream.of(
                Arguments.of(
                        "a group is no address for a start",
                        "MALFORMED",
                        note.with("JMSXGroupID", "refusal-group").starting("ledger")),
                Arguments.of("no such instance", "UNKNOWN_INSTANCE", note.to("refusal-nobody")),
                Arguments.of("a closed instance", "CLOSED", note.to("refusal-closed")),
                Arguments.of(
                        "a closed instance is not waited for",
                        "CLOSED",
                        note.to("refusal-closed").with("holdFor", "PT1H")),
                Arguments.of("no such signal", "UNKNOWN_SIGNAL", open.signal("dance")),
                Arguments.of(
                        "no such signal at a start",
                        "UNKNOWN_SIGNAL",
                        note.to("refusal-new").starting("ledger").signal("dance")),
                Arguments.of(
                        "no such workflow",
                        "UNKNOWN_WORKFLOW",
                        note.to("refusal-new").starting("nowhere")),
                Arguments.of("another workflow runs", "UNKNOWN_WORKFLOW", open.starting("fragile")),
                Arguments.of("broken JSON", "BAD_PAYLOAD", text("{\"sender\":")),
                Arguments.of("JSON and more", "BAD_PAYLOAD", text("{\"sender\":\"a\",\"number\":1} {}")),
                Arguments.of("an array for an object", "BAD_PAYLOAD", text("[1,2]")),
                Arguments.of("a text for a number", "BAD_PAYLOAD", text("{\"sender\":\"a\",\"number\":\"many\"}")),
                Arguments.of("a missing number", "BAD_PAYLOAD", text("{\"sender\":\"a\"}")),
                Arguments.of("null", "BAD_PAYLOAD", text("null")),
                Arguments.of(
                        "no payload",
                        "BAD_PAYLOAD",
                        Draft.empty().signal("note").to("refusal-open")),
                Arguments.of(
                        "broken JSON that nobody reads",
                        "BAD_PAYLOAD",
                        Draft.text("{").signal("touch").to("refusal-open")),
                Arguments.of(
                        "bytes that are no UTF-8",
                        "BAD_PAYLOAD",
                        Draft.bytes(new byte[] {'"', (byte) 0xC3, 0x28, '"'})
                                .signal("text")
                                .to("refusal-open")),
                Arguments.of(
                        "a map that does not fit",
                        "BAD_PAYLOAD",
                        Draft.map(Map.of("number", "x")).signal("note").to("refusal-open")),
                Arguments.of("no start input", "BAD_PAYLOAD", booking()),
                Arguments.of("a wrong start input", "BAD_PAYLOAD", booking().with("startInput", "{\"owner\":1")),
                Arguments.of(
                        "5 MB", "TOO_LARGE", text("{\"sender\":\"" + "a".repeat(5 * 1024 * 1024) + "\",\"number\":1}")),
                Arguments.of("no workflow id", "MALFORMED", note),
                Arguments.of(
                        "no signal name",
                        "MALFORMED",
                        Draft.text("{\"sender\":\"a\",\"number\":1}").to("refusal-open")),
                Arguments.of("a long workflow id", "MALFORMED", note.with("workflowId", LONG)),
                Arguments.of("a workflow id that ends with a blank", "MALFORMED", note.with("workflowId", "a ")),
                Arguments.of("a bell in a workflow id", "MALFORMED", note.with("workflowId", "a\u0007b")),
                Arguments.of("a zero in a workflow id", "MALFORMED", note.with("workflowId", "a\0b")),
                Arguments.of("a long signal name", "MALFORMED", open.signal(LONG)),
                Arguments.of("a wrong duration", "MALFORMED", open.with("holdFor", "tomorrow")),
                Arguments.of("a negative duration", "MALFORMED", open.with("holdFor", "-PT1S")),
                Arguments.of("no duration", "MALFORMED", open.with("holdFor", "PT0S")),
                Arguments.of(
                        "an object message",
                        "MALFORMED",
                        Draft.object(new ArrayList<>(List.of("a")))
                                .signal("note")
                                .to("refusal-open")),
                Arguments.of(
                        "a stream message",
                        "MALFORMED",
                        Draft.stream("{}").signal("note").to("refusal-open")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void a_signal_is_refused_and_kept_with_its_reason(String what, String reason, Draft draft) {
        long handled = handled();
        String id = "refusal of " + what;

        Reply receipt = sender.ask(draft.id(id));

        assertThat(receipt.outcome()).as(receipt.toString()).isEqualTo("REJECTED");
        assertThat(receipt.reason()).as(receipt.toString()).isEqualTo(reason);
        assertThat(receipt.json().path("signalId").asText()).isEqualTo(id);
        assertThat(receipt.detail()).isNotBlank();
        assertThat(server.probe().rows("select reason, settled from undeliverable where signal_id = ?", id))
                .containsExactly(List.of(reason, "null"));
        assertThat(handled()).isEqualTo(handled);
        assertThat(server.probe()
                        .number("select count(*) from instance where workflow_id = 'refusal-new'"
                                + " and status <> 'EXPECTED'"))
                .isZero();
    }

    @Test
    void a_signal_id_that_is_too_long_is_refused() {
        Reply receipt = sender.ask(Draft.note("a", 1).to("refusal-open").id(LONG));

        assertThat(receipt.reason()).isEqualTo("MALFORMED");
        assertThat(server.probe().number("select count(*) from undeliverable where signal_id = ?", LONG))
                .isEqualTo(1);
    }

    @Test
    void a_signal_that_came_too_late_is_kept_as_expired() {
        sender.send(Draft.note("a", 1)
                .to("refusal-open")
                .id("expired")
                .livingFor(Duration.ofMillis(50))
                .deliveredAfter(Duration.ofSeconds(1)));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.probe()
                                .number("select count(*) from undeliverable where signal_id = 'expired'"
                                        + " and reason = 'EXPIRED'")
                        == 1);
        assertThat(server.probe().query("refusal-open", "notes")).hasToString("[]");
    }

    @Test
    void what_was_refused_is_kept_as_it_came_and_can_be_sent_again() {
        Draft draft = Draft.bytes("{\"sender\":\"ü\",\"number\":1}".getBytes(StandardCharsets.UTF_8))
                .signal("note")
                .to("refusal-resent")
                .with("shop", "Köln")
                .id("resent");
        assertThat(sender.ask(draft).reason()).isEqualTo("UNKNOWN_INSTANCE");
        List<String> kept = server.probe()
                .rows("select id, workflow_id, signal, body_kind, properties from undeliverable"
                        + " where signal_id = 'resent'")
                .get(0);
        assertThat(kept.subList(1, 4)).containsExactly("refusal-resent", "note", "BYTES");
        assertThat(kept.get(4)).contains("\"shop\":\"Köln\"");
        server.probe().start("ledger", "refusal-resent");

        assertThat(server.probe().resend(kept.get(0))).isEqualTo("HANDLED");
        assertThat(server.probe().resend(kept.get(0))).isEqualTo("none");

        assertThat(server.probe().query("refusal-resent", "notes")).hasToString("[\"ü:1\"]");
        assertThat(sender.ask(draft).outcome()).isEqualTo("DUPLICATE");
    }

    @Test
    void the_broker_takes_nothing_from_who_has_no_password() {
        assertThatExceptionOfType(JMSSecurityRuntimeException.class).isThrownBy(() -> server.senderAs("", ""));
        assertThatExceptionOfType(JMSSecurityRuntimeException.class)
                .isThrownBy(() -> server.senderAs(User.SENDER.login(), "wrong"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SENDER")
    void the_broker_takes_nothing_from_who_is_no_sender_and_so_nothing_is_kept(User other) {
        String password = server.process().credentials().passwordOf(other);

        assertThatExceptionOfType(JMSRuntimeException.class).isThrownBy(() -> {
            try (Sender wrong = server.senderAs(other.login(), password)) {
                wrong.send(Draft.note("a", 1).to("refusal-forbidden").starting("ledger"));
            }
        });

        // what came through would be handled before the receipt of this one
        assertThat(sender.ask(Draft.note("a", 2).to("refusal-forbidden")).reason())
                .isEqualTo("UNKNOWN_INSTANCE");
        assertThat(server.probe()
                        .number("select count(*) from undeliverable where workflow_id = 'refusal-forbidden'"
                                + " and reason <> 'UNKNOWN_INSTANCE'"))
                .isZero();
    }

    private long handled() {
        return server.probe().number("select count(*) from journal where workflow_id = 'refusal-open'");
    }

    private static Draft text(String body) {
        return Draft.text(body).signal("note").to("refusal-open");
    }

    private static Draft booking() {
        return Draft.text("{\"reference\":\"refusal\",\"amount\":1,\"poison\":\"\"}")
                .signal("book")
                .to("refusal-new")
                .starting("account");
    }
}
