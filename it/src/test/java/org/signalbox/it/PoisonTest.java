package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** A signal whose handler fails stops its own instance and no other. */
@OnServer
class PoisonTest {

    private static final int INSTANCES = 1_000;

    private final Probe probe;
    private final Sender sender;

    PoisonTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_poison_signal_among_a_thousand_instances_parks_its_own_one_only() {
        List<Draft> drafts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            for (int i = 0; i < INSTANCES; i++) {
                boolean poisonous = i == 500 && number == 2;
                drafts.add(job(number, poisonous ? "among-500" : "")
                        .to("among-" + i)
                        .starting("fragile"));
            }
        }

        sender.sendAll(drafts);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> probe.number("select count(*) from journal where kind = 'SIGNAL'"
                                + " and workflow_id like 'among-%'")
                        == 3 * INSTANCES);
        assertThat(probe.rows("select workflow_id, sequence, name, state from journal where workflow_id like 'among-%'"
                        + " and state <> 'HANDLED' order by sequence"))
                .containsExactly(
                        List.of("among-500", "3", "work", "WAITING"), List.of("among-500", "4", "work", "WAITING"));
        assertThat(probe.rows("select workflow_id, waiting from instance where workflow_id like 'among-%'"
                        + " and parked_since is not null"))
                .containsExactly(List.of("among-500", "2"));
        assertThat(probe.text("select parked_error from instance where workflow_id = 'among-500'"))
                .contains("Fragile.work", "job 2 is poisonous");
        assertThat(probe.query("among-500", "done"))
                .as("what the failed turn did")
                .hasToString("[1]");

        probe.turnOff("among-500");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(probe.query("among-500", "done")).hasToString("[1,2,3]"));
        assertThat(probe.rows("select waiting, parked_error, parked_attempts from instance"
                        + " where workflow_id = 'among-500'"))
                .containsExactly(List.of("0", "null", "0"));
    }

    @Test
    void a_parked_instance_is_tried_again_at_growing_intervals() {
        sender.ask(job(1, "poison-backoff").to("poison-backoff").starting("fragile"));

        await().atMost(Duration.ofSeconds(60)).until(() -> attempts("poison-backoff") >= 2);
        int attempts = attempts("poison-backoff");
        await().atMost(Duration.ofSeconds(60)).until(() -> attempts("poison-backoff") > attempts);

        probe.turnOff("poison-backoff");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(probe.query("poison-backoff", "done")).hasToString("[1]"));
    }

    @Test
    void an_operator_retries_a_parked_instance_and_the_order_is_kept() {
        sender.ask(job(0, "").to("poison-operator").starting("fragile"));
        sender.ask(job(1, "poison-operator").to("poison-operator"));
        for (int number = 2; number <= 20; number++) {
            Reply receipt = sender.ask(job(number, "").to("poison-operator"));
            assertThat(receipt.outcome()).isEqualTo("PARKED");
        }
        // no attempt by itself any more
        await().atMost(Duration.ofSeconds(30))
                .until(() -> probe.change("update instance set wake_at = null where workflow_id = 'poison-operator'"
                                + " and parked_since is not null")
                        == 1);
        assertThat(probe.retry("poison-operator")).as("still poisonous").isFalse();
        probe.turnOff("poison-operator");

        probe.retry("poison-operator");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(probe.query("poison-operator", "done"))
                        .hasToString("[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]"));
    }

    private int attempts(String id) {
        return Math.toIntExact(probe.number("select parked_attempts from instance where workflow_id = ?", id));
    }

    private static Draft job(int number, String poison) {
        return Draft.text("{\"number\":" + number + ",\"poison\":\"" + poison + "\"}")
                .signal("work");
    }
}
