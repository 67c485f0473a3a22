package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** A mistake of the engine itself, played by a table that is gone while the database works. */
@OnServer
class MistakeTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final SignalboxServer server;
    private final Probe probe;
    private final Sender sender;

    MistakeTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_signal_that_meets_a_mistake_of_ours_keeps_its_place_until_that_has_passed_and_others_go_on() {
        server.rest(User.OPERATOR)
                .call(RestCall.post("workflows", "depot", "instances", "mistake-depot")
                        .json("5"));
        server.rest(User.OPERATOR)
                .call(RestCall.signal(
                        "mistake-depot",
                        "take",
                        "{\"number\":\"mistake-key\",\"tags\":[],\"due\":\"2024-02-29T10:00:00Z\"}"));
        probe.change("alter table keyed_signal rename to keyed_signal_gone");
        try {
            String message = sender.send(keyed("touch", "mistake-1"));
            sender.send(keyed("settle", "mistake-2"));
            await().atMost(LIMIT).until(() -> told(message).size() == 1);
            sender.send(Draft.note("beside", 1).to("mistake-beside").starting("ledger"));

            await().atMost(LIMIT).until(() -> handled("mistake-beside").size() == 1);
            assertThat(handled("mistake-depot")).containsExactly("take");
            assertThat(probe.number("select count(*) from undeliverable where signal_id like 'mistake-%'"))
                    .isZero();
        } finally {
            probe.change("alter table keyed_signal_gone rename to keyed_signal");
        }

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(handled("mistake-depot")).containsExactly("take", "touch", "settle"));
        assertThat(probe.query("mistake-depot", "left").asInt()).isEqualTo(2);
        await().atMost(LIMIT).until(() -> probe.messages("signals") == 0);
    }

    /** Of one group, so that the second must not overtake the first. */
    private static Draft keyed(String signal, String id) {
        return Draft.text("3")
                .signal(signal)
                .id(id)
                .with("workflowType", "depot")
                .with("businessKey", "number=mistake-key")
                .with("JMSXGroupID", "mistake-key");
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

    private List<String> told(String message) {
        return server.log().stream()
                .filter(line -> line.contains("SIGBOX0010") && line.contains(message))
                .toList();
    }
}
