package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.activity.Activity;
import org.signalbox.activity.RetryAfter;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.machine.Instance;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Activities whose attempts somebody outside ends. */
@ExtendWith(JournalOnFailure.class)
class OutsideTest {

    @Activity(startToClose = "P30D", firstBackoff = "PT1M", maxAttempts = 3)
    interface Notary {
        int sign(String paper);
    }

    @Workflow("deed")
    static class Deed {
        @Run
        int run(WorkflowContext wf) {
            return wf.activity(Notary.class).sign("deed");
        }
    }

    @Activity(startToClose = "P30D", firstBackoff = "PT1M", onlyCurrentAttemptCompletes = true)
    interface StrictNotary {
        int sign(String paper);
    }

    @Workflow("contract")
    static class Contract {
        @Run
        int run(WorkflowContext wf) {
            return wf.activity(StrictNotary.class).sign("contract");
        }
    }

    private static final WorkflowId D = new WorkflowId("D-1");

    private final List<String> calls = new ArrayList<>();
    private @Nullable ActivityToken token;
    private final TestKit kit = TestKit.of(Deed.class);

    OutsideTest() {
        kit.activities(Notary.class, paper -> {
            calls.add(kit.activityContext().attempt() + " of "
                    + kit.activityContext().workflowId() + " after "
                    + kit.activityContext().details(String.class).orElse("nothing"));
            token = kit.activityContext().completeLater();
            return -1;
        });
        kit.start("deed", D, null);
    }

    private ActivityToken token() {
        return java.util.Objects.requireNonNull(token);
    }

    private String status() {
        Instance instance = kit.instance(D).orElseThrow();
        return instance.result().or(instance::failure).orElse(instance.status().toString());
    }

    @Test
    void who_has_the_token_ends_the_attempt_weeks_later() {
        kit.advance(Duration.ofDays(29));
        assertThat(status()).isEqualTo("RUNNING");

        kit.complete(token(), 7);
        kit.complete(token(), 7);

        assertThat(status()).isEqualTo("7");
        assertThat(calls).containsExactly("1 of D-1 after nothing");
    }

    @Test
    void what_was_said_once_can_not_be_said_otherwise() {
        kit.complete(token(), 7);

        refused(Reason.CLOSED, () -> kit.complete(token(), 8));
        refused(Reason.CLOSED, () -> kit.fail(token(), new IllegalStateException()));
        refused(Reason.CLOSED, () -> kit.heartbeat(token(), null));
    }

    @Test
    void a_failure_has_another_attempt_that_knows_the_details_of_the_last_heartbeat() {
        assertThat(kit.heartbeat(token(), "half")).isTrue();
        ActivityToken first = token();

        kit.fail(first, new IllegalStateException("ill"));
        assertThat(kit.activities(D).get(0).state()).isEqualTo(ActivityState.SCHEDULED);
        kit.advance(Duration.ofMinutes(1));

        assertThat(calls).containsExactly("1 of D-1 after nothing", "2 of D-1 after half");
        refused(Reason.CLOSED, () -> kit.heartbeat(first, null));
        refused(Reason.CLOSED, () -> kit.fail(first, new IllegalStateException("otherwise")));
        kit.fail(first, new IllegalStateException("ill"));
        kit.complete(token(), 8);
        assertThat(status()).isEqualTo("8");
    }

    @Test
    void the_token_of_an_earlier_attempt_completes_the_activity_while_it_is_open() {
        ActivityToken first = token();
        kit.fail(first, new IllegalStateException("the mail was sent, but then the server was gone"));
        kit.advance(Duration.ofMinutes(1));
        ActivityToken second = token();

        kit.complete(first, 7);
        kit.complete(first, 7);

        assertThat(status()).isEqualTo("7");
        kit.complete(second, 7);
        refused(Reason.CLOSED, () -> kit.complete(second, 8));
        refused(Reason.CLOSED, () -> kit.heartbeat(second, null));
        refused(Reason.CLOSED, () -> kit.fail(second, new IllegalStateException("late")));
        kit.advance(Duration.ofDays(60));
        assertThat(calls).hasSize(2);
    }

    @Test
    void it_does_so_before_the_next_attempt_begins() {
        kit.fail(token(), new IllegalStateException("ill"));

        kit.complete(token(), 7);
        kit.advance(Duration.ofHours(1));

        assertThat(status()).isEqualTo("7");
        assertThat(calls).hasSize(1);
    }

    @Test
    void an_author_can_have_only_the_current_attempt_complete_it() {
        TestKit strict = TestKit.of(Contract.class);
        List<ActivityToken> tokens = new ArrayList<>();
        strict.activities(StrictNotary.class, paper -> {
            tokens.add(strict.activityContext().completeLater());
            return -1;
        });
        strict.start("contract", D, null);
        strict.fail(tokens.get(0), new IllegalStateException("ill"));
        refused(Reason.CLOSED, () -> strict.complete(tokens.get(0), 7));
        strict.advance(Duration.ofMinutes(1));
        refused(Reason.CLOSED, () -> strict.complete(tokens.get(0), 7));

        strict.complete(tokens.get(1), 8);

        refused(Reason.CLOSED, () -> strict.complete(tokens.get(0), 8));
        assertThat(strict.instance(D).orElseThrow().result()).contains("8");
    }

    @Test
    void what_is_too_large_is_refused_and_the_activity_stays_open() {
        String large = "x".repeat(10_000_001);

        refused(Reason.TOO_LARGE, () -> kit.complete(token(), large));
        refused(Reason.TOO_LARGE, () -> kit.heartbeat(token(), large));
        assertThat(status()).isEqualTo("RUNNING");
    }

    @Test
    void a_failure_may_tell_when_the_next_attempt_is_worth_while() {
        kit.fail(token(), new RetryAfter(Duration.ofDays(2), "on holiday"));

        kit.advance(Duration.ofDays(2).minusSeconds(1));
        assertThat(calls).hasSize(1);
        kit.advance(Duration.ofSeconds(1));
        assertThat(calls).hasSize(2);
    }

    @Test
    void a_terminal_failure_ends_the_activity() {
        kit.fail(token(), new TerminalFailure("no such paper"));

        assertThat(status()).contains("Notary.sign failed", "no such paper");
    }

    @Test
    void an_attempt_that_nobody_ends_is_over_when_its_time_is() {
        ActivityToken first = token();
        kit.advance(Duration.ofDays(30).plusMinutes(1));

        assertThat(calls).hasSize(2);
        refused(Reason.CLOSED, () -> kit.heartbeat(first, null));
        assertThat(status()).isEqualTo("RUNNING");
    }

    @Test
    void what_is_no_result_of_the_method_is_refused() {
        refused(Reason.BAD_PAYLOAD, () -> kit.complete(token(), "seven"));
        refused(Reason.UNKNOWN_TOKEN, () -> kit.complete(new ActivityToken("guessed"), 7));
        assertThat(status()).isEqualTo("RUNNING");
    }

    @Test
    void the_context_is_good_only_while_an_activity_is_called() {
        assertThatIllegalStateException()
                .isThrownBy(() -> kit.activityContext().attempt())
                .withMessageContaining("while it is called");
    }

    private static void refused(Reason reason, Runnable call) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
