package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.UpdateReceipt.State;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Status;

/** An update is a request: refused without a trace, or an event like a signal, whose answer is kept. */
@ExtendWith(JournalOnFailure.class)
class UpdateTest {

    private static final WorkflowId S = new WorkflowId("S-1");

    private final TestKit kit = TestKit.of(Stock.class).activities(Stock.Supplier.class, pieces -> {
        if (pieces == 13) {
            throw new IllegalStateException("no luck");
        }
        if (pieces == 99) {
            throw new NoAnswer();
        }
        return pieces;
    });

    @BeforeEach
    void start() {
        kit.start("stock", S, 10);
    }

    @AfterEach
    void repair() {
        Stock.broken = false;
    }

    private UpdateReceipt<Integer> update(String name, Object payload) {
        return kit.update(UpdateRequest.of("S-1", name).with(payload).identifiedBy("u-1"), Integer.class);
    }

    private UpdateReceipt<Integer> asked(String updateId) {
        return kit.answer(S, new SignalId(updateId), Integer.class).orElseThrow();
    }

    private int left() {
        return kit.query(S, "left", Integer.class);
    }

    private static void assertRefused(Reason reason, String detail, ThrowingCallable call) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(call)
                .withMessageContaining(detail)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void an_update_that_fails_after_a_wait_has_no_more_use_for_the_activities_it_started_before() {
        update("lose", 99);
        kit.advance(Duration.ofSeconds(10));

        assertThat(asked("u-1").failure()).contains("patience");
        assertThat(kit.activities(S))
                .as("what the failed turn itself started has never been")
                .singleElement()
                .matches(ScheduledActivity::cancelled);
        assertThat(kit.journal()).contains("no more use for #2.1");
        assertThat(kit.instance(S).orElseThrow().status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void what_the_handler_returns_is_the_answer_and_stays_it() {
        UpdateReceipt<Integer> receipt = update("reserve", 4);

        assertThat(receipt.state()).isEqualTo(State.COMPLETED);
        assertThat(receipt.result()).contains(6);
        assertThat(receipt.sequence()).isEqualTo(2);
        assertThat(update("reserve", 4)).as("the same id").isEqualTo(receipt);
        assertThat(asked("u-1")).isEqualTo(receipt);
        assertThat(left()).isEqualTo(6);
    }

    @Test
    void what_the_validator_refuses_leaves_no_trace() {
        assertRefused(Reason.INVALID, "only 10 left", () -> update("reserve", 11));

        assertThat(kit.journal(S)).hasSize(1);
        assertThat(kit.answer(S, new SignalId("u-1"), Integer.class)).isEmpty();
        assertThat(kit.receipt(S, new SignalId("u-1"))).isEmpty();
        assertThat(kit.undeliverable()).isEmpty();
        assertThat(update("reserve", 10).result()).as("the id is free").contains(0);
    }

    @Test
    void a_validator_must_only_read() {
        assertRefused(Reason.INVALID, "must only read", () -> kit.update(UpdateRequest.of("S-1", "empty"), Void.class));

        assertThat(left()).isEqualTo(10);
        assertThat(kit.journal(S)).hasSize(1);
    }

    @Test
    void what_nobody_could_take_is_refused_and_told_why() {
        assertRefused(
                Reason.UNKNOWN_SIGNAL,
                "[close, empty, give, lose, nap, order, reserve, stubbornNap]",
                () -> update("paint", 1));
        assertRefused(Reason.BAD_PAYLOAD, "line 1, column 1", () -> update("reserve", "many"));
        assertRefused(
                Reason.UNKNOWN_INSTANCE, "S-2", () -> kit.update(UpdateRequest.of("S-2", "close"), Integer.class));
        assertRefused(
                Reason.UNKNOWN_WORKFLOW,
                "not as 'shop'",
                () -> kit.update(UpdateRequest.of("S-1", "close").starting("shop"), Integer.class));
        assertRefused(Reason.TOO_LARGE, "characters", () -> update("reserve", "x".repeat(1_000_001)));
        kit.update(UpdateRequest.of("S-1", "close"), Integer.class);
        assertRefused(Reason.CLOSED, "COMPLETED", () -> update("reserve", 1));
    }

    @Test
    void an_update_that_fails_changes_nothing_and_the_run_goes_on() {
        UpdateReceipt<Integer> receipt = update("give", 1);

        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.failure()).contains("nothing is given away");
        assertThat(left()).isEqualTo(10);
        assertThat(kit.activities(S)).isEmpty();
        assertThat(kit.instance(S).orElseThrow().status()).isEqualTo(Status.RUNNING);
        assertThat(asked("u-1")).isEqualTo(receipt);
    }

    @Test
    void a_handler_that_waits_answers_when_it_has_got_what_it_waits_for() {
        kit.signal(SignalRequest.of("S-1", "wait"));
        UpdateReceipt<Integer> behind = update("order", 5);
        assertThat(behind.state()).isEqualTo(State.ACCEPTED);
        assertThat(behind.isAnswered()).isFalse();

        kit.advance(Duration.ofHours(1));

        assertThat(asked("u-1").result()).contains(5);
        assertThat(kit.journal(S)).extracting(Entry::state).containsOnly(Entry.State.HANDLED);
    }

    @Test
    void a_handler_that_fails_after_a_wait_keeps_what_it_did_before_it() {
        UpdateReceipt<Integer> receipt = update("order", 13);

        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.failure().orElseThrow()).contains("no luck");
        assertThat(left()).as("before the activity").isZero();
        assertThat(kit.instance(S).orElseThrow().lines()).isEmpty();
        assertThat(kit.timers(S)).isEmpty();
        assertThat(update("order", 13).state()).as("the same id").isEqualTo(State.FAILED);
    }

    @Test
    void a_failing_handler_is_tried_again_like_that_of_a_signal_and_holds_back_what_comes_later() {
        Stock.broken = true;
        assertThat(update("reserve", 4).state()).isEqualTo(State.PARKED);
        kit.update(UpdateRequest.of("S-1", "close").identifiedBy("u-2"), Integer.class);
        assertThat(asked("u-2").state()).isEqualTo(State.PARKED);

        Stock.broken = false;
        kit.advance(Duration.ofMinutes(1));

        assertThat(asked("u-1").result()).contains(6);
        assertThat(asked("u-2").result()).contains(6);
        assertThat(kit.instance(S).orElseThrow().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void an_update_whose_run_ended_before_its_turn_is_told_so_for_ever() {
        kit.signal(SignalRequest.of("S-1", "closeLater"));
        update("reserve", 1);
        kit.advance(Duration.ofHours(1));

        UpdateReceipt<Integer> receipt = asked("u-1");

        assertThat(receipt.state()).isEqualTo(State.UNANSWERED);
        assertThat(receipt.failure())
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("Run 1 of 'S-1' ended before the update was answered"));
        assertThat(kit.undeliverable()).isEmpty();
        kit.start("stock", S, 20);
        assertThat(update("reserve", 1)).isEqualTo(receipt);
    }

    @Test
    void an_update_whose_handler_waits_when_the_run_is_cancelled_or_terminated_gets_no_answer() {
        assertThat(update("nap", 0).state()).isEqualTo(State.ACCEPTED);
        kit.cancel(S, "enough");
        assertThat(asked("u-1").state()).isEqualTo(State.UNANSWERED);
        assertThat(kit.instance(S).orElseThrow().status()).isEqualTo(Status.CANCELLED);

        kit.start("stock", S, 10);
        kit.update(UpdateRequest.of("S-1", "nap").identifiedBy("u-2"), Void.class);
        kit.update(UpdateRequest.of("S-1", "close").identifiedBy("u-3"), Integer.class);
        kit.terminate(S, "enough");

        assertThat(asked("u-2").state()).isEqualTo(State.UNANSWERED);
        assertThat(asked("u-3").state()).isEqualTo(State.UNANSWERED);
    }

    @Test
    void a_cancelled_handler_can_still_answer() {
        kit.update(UpdateRequest.of("S-1", "stubbornNap").identifiedBy("u-1"), Integer.class);
        kit.cancel(S, "enough");

        assertThat(asked("u-1").result()).contains(-1);
        assertThat(kit.instance(S).orElseThrow().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void an_update_can_start_its_instance() {
        WorkflowId other = new WorkflowId("S-2");
        UpdateRequest request =
                UpdateRequest.of("S-2", "reserve").with(3).identifiedBy("u-1").startingWith("stock", 5);
        assertRefused(Reason.INVALID, "only 2 left", () -> kit.update(request.startingWith("stock", 2), Integer.class));
        assertThat(kit.instance(other)).as("no trace of the start either").isEmpty();

        assertThat(kit.update(request, Integer.class).result()).contains(2);
        assertThat(kit.update(request.identifiedBy("u-2").with(1), Integer.class)
                        .result())
                .as("it runs")
                .contains(1);
        assertThat(kit.journal(other))
                .extracting(e -> e.event().kind())
                .containsExactly(Event.Kind.START, Event.Kind.UPDATE, Event.Kind.UPDATE);
    }

    @Test
    void the_id_of_a_signal_is_no_id_for_an_update() {
        kit.signal(SignalRequest.of("S-1", "wait").identifiedBy("u-1"));

        assertRefused(Reason.ID_REUSED, "'u-1' was used before, for signal 'wait'", () -> update("reserve", 1));
    }

    @Test
    void a_query_takes_an_argument() {
        assertThat(kit.query(S, "isMoreThan", 9, Boolean.class)).isTrue();
        assertThat(kit.query(S, "isMoreThan", 10, Boolean.class)).isFalse();
        assertRefused(Reason.BAD_PAYLOAD, "isMoreThan", () -> kit.query(S, "isMoreThan", Boolean.class));
    }

    @Test
    void a_closed_instance_answers_queries() {
        kit.update(UpdateRequest.of("S-1", "close"), Integer.class);

        assertThat(left()).isEqualTo(10);
    }
}
