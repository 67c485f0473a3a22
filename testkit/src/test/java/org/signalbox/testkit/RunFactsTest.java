package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.activity.Activity;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.StartRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Status;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** What code can know of its run, and an activity of itself. */
@ExtendWith(JournalOnFailure.class)
class RunFactsTest {

    private static final WorkflowId T = new WorkflowId("T-1");
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    record Region(String name, int code) {}

    @Activity(maxAttempts = 3, firstBackoff = "PT1M")
    interface Tax {
        String pay(int amount);
    }

    /** Notes what it can know, before and behind a wait. */
    @Workflow("taxpayer")
    static class Taxpayer {

        private String before = "";
        private String signalled = "";

        @Run
        String live(WorkflowContext wf) {
            before = facts(wf);
            wf.sleep(Duration.ofDays(1));
            if (wf.memo("fails", boolean.class).orElse(false) && wf.runNumber() == 1) {
                throw new TerminalFailure("the first time");
            }
            return before + " | " + signalled + " | " + facts(wf);
        }

        @Signal
        void move(WorkflowContext wf) {
            signalled = facts(wf);
        }

        private static String facts(WorkflowContext wf) {
            return String.join(
                    " ",
                    wf.workflowType(),
                    wf.startedAt().toString(),
                    wf.deadline().map(Instant::toString).orElse("never"),
                    wf.memo("region", Region.class).map(Region::name).orElse("nowhere"),
                    wf.memo("count", int.class).map(String::valueOf).orElse("none"));
        }
    }

    /** Pays twice at once, and again after a restart of its line. */
    @Workflow("payer")
    static class Payer {

        private int round;

        @Run
        void pay(WorkflowContext wf) {
            Tax tax = wf.activity(Tax.class);
            wf.background(Tax.class).pay(1);
            tax.pay(2);
            if (++round < 2) {
                wf.restart();
            }
        }
    }

    private final TestKit kit = TestKit.of(Taxpayer.class, Payer.class);

    private String resultOf(StartOptions options) {
        kit.start(StartRequest.of("taxpayer", "T-1").under(options));
        kit.advance(Duration.ofHours(1));
        kit.signal(SignalRequest.of("T-1", "move"));
        kit.advance(Duration.ofDays(2));
        return kit.instance(T).orElseThrow().result().orElseThrow().replace("\"", "");
    }

    @Test
    void a_handler_knows_type_start_limits_and_memo_of_its_run_and_after_a_wait_the_same() {
        kit.activities(Tax.class, amount -> "");

        String told = "taxpayer " + START + " " + START.plus(Duration.ofDays(3)) + " north 7";
        assertThat(resultOf(StartOptions.NONE
                        .memo("region", new Region("north", 1))
                        .memo("count", 7)
                        .executionTimeout(Duration.ofDays(90))
                        .runTimeout(Duration.ofDays(3))))
                .isEqualTo(told + " | " + told + " | " + told);
    }

    @Test
    void a_run_without_limits_and_memo_knows_that_it_has_none() {
        kit.activities(Tax.class, amount -> "");

        assertThat(resultOf(StartOptions.NONE)).startsWith("taxpayer " + START + " never nowhere none | ");
    }

    @Test
    void the_run_that_follows_a_failed_one_has_the_same_memo_and_its_own_start_and_limit() {
        kit.activities(Tax.class, amount -> "");

        Instant again = START.plus(Duration.ofDays(1));
        assertThat(resultOf(StartOptions.NONE
                        .memo("fails", true)
                        .memo("count", 7)
                        .maxAttempts(2)
                        .executionTimeout(Duration.ofDays(90))
                        .runTimeout(Duration.ofDays(3))))
                .startsWith(
                        "taxpayer " + again + " " + again.plusSeconds(1).plus(Duration.ofDays(3)) + " nowhere 7 | ");
        assertThat(kit.instance(T).orElseThrow().run()).isEqualTo(2);
    }

    @Test
    void a_memo_entry_of_another_type_parks_the_instance_and_is_named() {
        kit.activities(Tax.class, amount -> "");
        kit.start(StartRequest.of("taxpayer", "T-1").under(StartOptions.NONE.memo("count", "many")));

        assertThat(kit.instance(T).orElseThrow().parking().orElseThrow().error())
                .contains("memo 'count'", "many");
    }

    @Test
    void an_activity_has_one_id_over_all_its_attempts_and_no_other_has_it() {
        List<String> ids = new ArrayList<>();
        kit.activities(Tax.class, amount -> {
            ids.add(kit.activityContext().id());
            if (kit.activityContext().attempt() < 3) {
                throw new IllegalStateException("closed today");
            }
            return "paid";
        });
        kit.start("payer", new WorkflowId("P-1"), null);
        kit.start("payer", new WorkflowId("P-2"), null);
        kit.advance(Duration.ofDays(1));
        kit.start("payer", new WorkflowId("P-1"), null);
        kit.advance(Duration.ofDays(1));

        assertThat(kit.instance(new WorkflowId("P-1")).orElseThrow().status()).isEqualTo(Status.COMPLETED);
        assertThat(ids).hasSize(3 * 12);
        assertThat(ids.stream().distinct().toList())
                .as("two instances, one with a second run, of two rounds of two activities each")
                .hasSize(12)
                .allSatisfy(id -> assertThat(ids.stream().filter(id::equals)).hasSize(3));
    }
}
