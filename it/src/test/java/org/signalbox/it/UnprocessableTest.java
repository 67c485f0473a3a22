package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** A message that can't be processed although the database works, here because a table is gone, does not stop others. */
@OnServer
class UnprocessableTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final SignalboxServer server;
    private final Probe probe;
    private final Sender sender;

    UnprocessableTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_signal_that_always_fails_is_set_aside_with_its_bytes_and_those_behind_it_are_handled() {
        server.rest(User.OPERATOR)
                .call(RestCall.post("workflows", "depot", "instances", "unprocessable-depot")
                        .json("5"));
        server.rest(User.OPERATOR)
                .call(RestCall.signal(
                        "unprocessable-depot",
                        "take",
                        "{\"number\":\"unprocessable-key\",\"tags\":[],\"due\":\"2024-02-29T10:00:00Z\"}"));
        probe.change("alter table keyed_signal rename to keyed_signal_gone");
        try {
            sender.send(keyed("unprocessable-alone").without("JMSXGroupID"));
            sender.send(Draft.note("behind", 1)
                    .with("workflowId", "unprocessable-ungrouped")
                    .starting("ledger"));
            Reply receipt = sender.ask(keyed("unprocessable-first"));
            Reply next = sender.ask(Draft.note("behind", 1)
                    .with("workflowId", "unprocessable-grouped")
                    .with("JMSXGroupID", "unprocessable-key")
                    .starting("ledger"));

            assertThat(receipt.outcome()).isEqualTo("REJECTED");
            assertThat(receipt.reason()).isEqualTo("UNPROCESSABLE");
            assertThat(receipt.detail()).contains("keyed_signal");
            assertThat(next.outcome()).isEqualTo("HANDLED");
            await().atMost(LIMIT).until(() -> handled("unprocessable-ungrouped").size() == 1);
        } finally {
            probe.change("alter table keyed_signal_gone rename to keyed_signal");
        }
        assertThat(probe.rows("select reason, properties from undeliverable where signal_id = 'unprocessable-alone'")
                        .get(0)
                        .toString())
                .startsWith("[UNPROCESSABLE")
                .contains("number=unprocessable-key");
        assertThat(server.log()).anyMatch(line -> line.contains("SIGBOX0020"));

        String number = probe.text("select id from undeliverable where signal_id = 'unprocessable-first'");
        assertThat(probe.resend(number)).isEqualTo("HANDLED");
        assertThat(handled("unprocessable-depot")).containsExactly("take", "touch");
    }

    private static Draft keyed(String id) {
        return Draft.text("3")
                .signal("touch")
                .id(id)
                .with("workflowType", "depot")
                .with("businessKey", "number=unprocessable-key")
                .with("JMSXGroupID", "unprocessable-key");
    }

    private List<String> handled(String id) {
        return probe
                .rows(
                        "select name from journal where workflow_id = ? and kind = 'SIGNAL' and state = 'HANDLED'"
                                + " order by sequence",
                        id)
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
