package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** A NUL character or half a surrogate pair in any part of a message stops nobody, on any database. */
@OnServer
class UnstorableTextTest {

    private static final List<String> BAD = List.of("a\0b", "a\ud83db", "a\ude00", "\0");

    /** All that a message may say, and what it does not know. */
    private static final List<String> PROPERTIES = List.of(
            "workflowId",
            "signal",
            "signalId",
            "workflowType",
            "startInput",
            "holdFor",
            "businessKey",
            "JMSXGroupID",
            "runTimeout",
            "memo",
            "unknown");

    private final Probe probe;
    private final Sender sender;

    UnstorableTextTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_signal_with_it_in_any_part_gets_a_receipt_and_the_next_one_is_handled() {
        List<Draft> drafts = new ArrayList<>();
        for (String bad : BAD) {
            for (String property : PROPERTIES) {
                Draft draft = Draft.note("a", 1).starting("ledger").with(property, bad);
                drafts.add(
                        property.equals("workflowId") || property.equals("businessKey")
                                ? draft
                                : draft.with("workflowId", "unstorable-text"));
                drafts.add(keyed(property, bad));
            }
            drafts.add(Draft.text(bad).signal("touch").with("workflowId", "unstorable-text"));
            drafts.add(Draft.text("{\"sender\":\"" + bad + "\",\"number\":1}")
                    .signal("note")
                    .to("unstorable-text"));
            drafts.add(Draft.note("a", 1).typed(bad).to("unstorable-text"));
            drafts.add(Draft.text("\"" + bad + "\"")
                    .signal("anything")
                    .to("unstorable-held")
                    .with("holdFor", "PT1H"));
        }

        List<Reply> replies = sender.askAll(drafts);
        Reply behind =
                sender.ask(Draft.note("behind", 1).starting("ledger").with("workflowId", "unstorable-text-behind"));

        assertThat(replies).hasSameSizeAs(drafts);
        assertThat(replies.stream().filter(r -> r.outcome().equals("REJECTED")).map(Reply::reason))
                .isNotEmpty()
                .doesNotContain("UNPROCESSABLE");
        assertThat(behind.outcome()).isEqualTo("HANDLED");
        assertThat(probe.number("select count(*) from undeliverable where reason = 'UNPROCESSABLE'"
                        + " and workflow_id like 'unstorable-%'"))
                .isZero();
    }

    /** In place of a property that a signal by business key has, too. */
    private static Draft keyed(String property, String bad) {
        Draft draft =
                Draft.text("3").signal("touch").with("workflowType", "depot").with("businessKey", "number=unstorable");
        return draft.with(property, property.equals("businessKey") ? "number=" + bad : bad);
    }

    @Test
    void a_business_key_with_it_is_refused_as_malformed() {
        assertThat(Stream.of("a\0b", "a\ud83db").map(bad -> sender.ask(keyed("businessKey", bad))))
                .allSatisfy(reply -> {
                    assertThat(reply.reason()).isEqualTo("MALFORMED");
                    assertThat(reply.detail()).contains("at position 1");
                });
    }
}
