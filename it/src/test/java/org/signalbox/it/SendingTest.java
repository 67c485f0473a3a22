package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Signals that instances send to each other. */
@OnServer
class SendingTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final Sender sender;

    SendingTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    private static Draft spread(String from, String to, String signal, int times) {
        return Draft.text("{\"to\":\"" + to + "\",\"signal\":\"" + signal + "\",\"times\":" + times + "}")
                .signal("spread")
                .to(from)
                .starting("gossip");
    }

    private List<String> heard(String id) {
        return StreamSupport.stream(probe.query(id, "heard").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> numbered(String from, int times) {
        return IntStream.rangeClosed(1, times).mapToObj(n -> from + " " + n).toList();
    }

    @Test
    void signals_from_one_instance_to_one_other_arrive_in_the_order_in_which_they_were_asked_for() {
        sender.send(spread("sending-many", "sending-listener", "hear", 300));
        sender.send(spread("sending-more", "sending-listener", "hear", 300));

        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> heard("sending-listener").size() == 600);
        for (String from : List.of("sending-many", "sending-more")) {
            assertThat(heard("sending-listener"))
                    .filteredOn(line -> line.startsWith(from))
                    .isEqualTo(numbered(from, 300));
        }
        assertThat(probe.number("select count(*) from mail where workflow_id like 'sending-m%'"))
                .isZero();
    }

    @Test
    void one_turn_after_the_other_keeps_the_order_too() {
        for (int i = 0; i < 50; i++) {
            sender.send(spread("sending-turns", "sending-patient", "hear", 4));
        }

        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> heard("sending-patient").size() == 200);
        assertThat(heard("sending-patient"))
                .isEqualTo(IntStream.range(0, 50)
                        .boxed()
                        .flatMap(i -> numbered("sending-turns", 4).stream())
                        .toList());
    }

    @Test
    void an_instance_sends_to_itself() {
        sender.send(spread("sending-self", "sending-self", "hear", 3));

        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> heard("sending-self").equals(numbered("sending-self", 3)));
    }

    @Test
    void a_rejected_signal_that_nobody_waits_for_is_kept_as_undeliverable() {
        sender.send(spread("sending-wrong", "sending-wrong", "unheard-of", 1));

        await().atMost(LIMIT)
                .until(() -> !probe.rows("select reason from undeliverable where workflow_id = 'sending-wrong'")
                        .isEmpty());
        assertThat(probe.rows(
                        "select reason, signal, signal_id from undeliverable where workflow_id = 'sending-wrong'"))
                .containsExactly(List.of("UNKNOWN_SIGNAL", "unheard-of", "sending-wrong#2.1"));
    }

    @Test
    void a_receipt_is_waited_for_and_a_rejection_is_thrown_with_its_reason() {
        probe.start("gossip", "sending-target");
        probe.start("gossip", "sending-gone");
        sender.send(Draft.empty().signal("leave").to("sending-gone"));
        await().atMost(LIMIT)
                .until(() -> probe.text("select status from instance where workflow_id = 'sending-gone'")
                        .equals("COMPLETED"));

        probe.startWith(
                "envoy",
                "sending-envoy",
                "[{\"to\":\"sending-target\",\"signal\":\"hear\",\"times\":3},"
                        + "{\"to\":\"sending-target\",\"signal\":\"spread\",\"times\":1},"
                        + "{\"to\":\"sending-gone\",\"signal\":\"hear\",\"times\":1},"
                        + "{\"to\":\"sending-nobody\",\"signal\":\"hear\",\"times\":1}]");

        await().atMost(LIMIT)
                .until(() -> probe.text("select status from instance where workflow_id = 'sending-envoy'")
                        .equals("COMPLETED"));
        assertThat(probe.text("select result from instance where workflow_id = 'sending-envoy'"))
                .isEqualTo("[\"HANDLED\",\"HANDLED\",\"HANDLED\",\"BAD_PAYLOAD\",\"CLOSED\",\"UNKNOWN_INSTANCE\"]");
        assertThat(heard("sending-target")).hasSize(3);
        assertThat(probe.number(
                        "select count(*) from journal where workflow_id = 'sending-envoy' and kind = 'RECEIPT'"))
                .isEqualTo(6);
    }

    @Test
    void mail_that_got_lost_between_commit_and_bringing_is_swept_up() {
        probe.start("gossip", "sending-late");
        probe.change(
                "insert into mail (workflow_id, kind, target, content, wake_at) values ('sending-crashed', 'SIGNAL',"
                        + " 'sending-late', '{\"signal\":{\"workflowId\":{\"value\":\"sending-late\"},\"name\":\"hear\","
                        + "\"payload\":\"\\\"late\\\"\",\"signalId\":{\"value\":\"late\"},\"start\":null,\"holdFor\":null},"
                        + "\"asker\":null}', current_timestamp)");

        await().atMost(LIMIT).until(() -> heard("sending-late").equals(List.of("late")));
        assertThat(probe.number("select count(*) from mail where workflow_id = 'sending-crashed'"))
                .isZero();
    }
}
