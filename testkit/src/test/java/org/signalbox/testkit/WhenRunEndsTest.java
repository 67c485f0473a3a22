package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.IdConflict;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.StartRequest;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Status;

/** What becomes of signals that a run does not live to handle, and of those that come when it has ended. */
@ExtendWith(JournalOnFailure.class)
class WhenRunEndsTest {

    private static final WorkflowId D = new WorkflowId("D-1");

    private final TestKit kit = TestKit.of(
            Desk.Strict.class,
            Desk.Thorough.class,
            Desk.Stubborn.class,
            Desk.Heir.class,
            Desk.Open.class,
            Desk.Guided.class);

    private Instance instance() {
        return kit.instance(D).orElseThrow();
    }

    private void start(String workflow) {
        kit.start(workflow, D, null);
    }

    private Receipt send(String signal, String text) {
        return kit.signal(SignalRequest.of("D-1", signal).with(text).identifiedBy(text));
    }

    private Receipt receipt(String id) {
        return kit.receipt(D, new SignalId(id)).orElseThrow();
    }

    private List<String> notes() {
        return List.of(kit.query(D, "notes", String[].class));
    }

    /** A run that is told to end while signals lie behind that. */
    private void closeInTheMiddle(String workflow, String how) {
        start(workflow);
        kit.pause(D);
        send("note", "one");
        send(how, "over");
        send("note", "two");
        send("note", "three");
        kit.resume(D);
    }

    private List<Object> undeliverable() {
        return kit.undeliverable().stream()
                .flatMap(u -> Arrays.<Object>asList(u.signalId().value(), u.reason()).stream())
                .toList();
    }

    @Test
    void by_default_what_waits_is_undeliverable_and_what_comes_late_is_refused() {
        closeInTheMiddle("strict", "close");

        assertThat(notes()).containsExactly("one");
        assertThat(undeliverable()).containsExactly("two", Reason.CLOSED, "three", Reason.CLOSED);
        assertThat(receipt("two").outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(send("note", "late").reason()).contains(Reason.CLOSED);
    }

    @Test
    void a_run_that_handles_what_waits_ends_behind_that_as_it_was_decided_first() {
        closeInTheMiddle("thorough", "close");

        assertThat(notes()).containsExactly("one", "two", "three");
        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(instance().result()).contains("\"over\"");
        assertThat(receipt("three").outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(kit.undeliverable()).isEmpty();
    }

    @Test
    void it_does_so_when_it_fails_and_a_later_wish_to_end_makes_no_difference() {
        start("thorough");
        kit.pause(D);
        send("giveUp", "broke");
        send("close", "other");
        send("note", "two");
        kit.resume(D);

        assertThat(notes()).containsExactly("two");
        assertThat(instance().status()).isEqualTo(Status.FAILED);
        assertThat(instance().failure()).contains("broke");
        assertThat(instance().result()).isEmpty();
    }

    @Test
    void what_comes_while_it_is_about_to_end_is_handled_too_updates_included() {
        start("thorough");
        send("slow", "slow");
        send("close", "over");
        send("note", "two");
        UpdateReceipt<Integer> update =
                kit.update(UpdateRequest.of("D-1", "count").with("three").identifiedBy("u"), Integer.class);
        assertThat(update.state()).isEqualTo(UpdateReceipt.State.ACCEPTED);
        send("slow", "slower");

        kit.advance(Duration.ofHours(1));
        assertThat(instance().status()).isEqualTo(Status.RUNNING);
        assertThat(send("note", "last").outcome()).isEqualTo(Outcome.ACCEPTED);
        kit.advance(Duration.ofHours(1));

        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(notes()).containsExactly("slow", "two", "three", "slower", "last");
        assertThat(kit.answer(D, new SignalId("u"), Integer.class).orElseThrow().result())
                .contains(3);
        assertThat(kit.timers(D)).isEmpty();
    }

    @Test
    void a_main_line_that_has_returned_is_not_executed_again_while_handlers_are() {
        start("guided");
        send("slow", "slow");
        send("orders", "end");
        send("note", "behind");
        send("orders", "unread");

        kit.advance(Duration.ofHours(1));

        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(instance().result()).contains("\"ended after 2\"");
        assertThat(notes()).containsExactly("slow", "order end", "behind");
        assertThat(receipt("unread").outcome()).isEqualTo(Outcome.HANDLED);
    }

    @Test
    void a_cancelled_run_handles_what_waits_and_does_not_begin_again_for_it() {
        start("guided");
        kit.pause(D);
        send("orders", "again");
        send("note", "behind");
        kit.cancel(D, "");
        assertThat(instance().status()).isEqualTo(Status.PAUSED);

        kit.resume(D);

        assertThat(instance().status()).isEqualTo(Status.CANCELLED);
        assertThat(notes()).containsExactly("behind");
    }

    @Test
    void poison_holds_the_end_up_until_somebody_terminates_the_run_which_rejects_the_rest() {
        start("thorough");
        kit.pause(D);
        send("close", "over");
        send("note", "poison");
        send("note", "two");
        kit.resume(D);
        assertThat(instance().status()).isEqualTo(Status.RUNNING);
        assertThat(instance().parking()).isPresent();

        kit.terminate(D, "enough");

        assertThat(instance().status()).isEqualTo(Status.TERMINATED);
        assertThat(undeliverable()).containsExactly("poison", Reason.CLOSED, "two", Reason.CLOSED);
    }

    @Test
    void a_run_that_is_followed_by_another_because_it_failed_leaves_that_what_waits() {
        closeInTheMiddle("stubborn", "giveUp");
        kit.advance(Duration.ofSeconds(1));

        assertThat(instance().run()).isEqualTo(2);
        assertThat(notes()).containsExactly("two", "three");
    }

    @Test
    void what_is_handed_on_waits_for_the_next_run_which_handles_it_behind_its_beginning_and_before_all_else() {
        closeInTheMiddle("heir", "close");
        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(notes()).containsExactly("begun", "one");
        assertThat(receipt("two").outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(send("note", "late").outcome()).isEqualTo(Outcome.HELD);
        assertThat(send("note", "two").outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(send("note", "late").outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(kit.timers(D)).hasSize(1);

        Receipt newest = kit.signal(SignalRequest.of("D-1", "note")
                .with("newest")
                .identifiedBy("newest")
                .starting("heir"));

        assertThat(newest.run()).hasValue(2);
        assertThat(notes()).containsExactly("begun", "two", "three", "late", "newest");
        assertThat(receipt("two").outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(receipt("late").outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(send("note", "two").outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(kit.timers(D)).isEmpty();
        assertThat(kit.undeliverable()).isEmpty();
    }

    @Test
    void it_is_handed_on_however_the_run_ended_over_several_runs() {
        start("heir");
        send("note", "poison");
        send("note", "two");
        kit.terminate(D, "stuck");
        start("heir");
        kit.cancel(D, "");
        kit.start(StartRequest.of("heir", "D-1").under(StartOptions.NONE.delayedBy(Duration.ofHours(1))));
        send("note", "three");
        kit.start(StartRequest.of("heir", "D-1").under(StartOptions.NONE.onConflict(IdConflict.TERMINATE_EXISTING)));
        assertThat(instance().run()).isEqualTo(4);
        assertThat(instance().parking()).isPresent();

        kit.terminate(D, "still stuck");
        start("guided");

        assertThat(instance().parking()).as("guided notes poison, too").isEmpty();
        assertThat(notes()).containsExactly("poison", "two", "three");
        assertThat(kit.undeliverable()).isEmpty();
    }

    @Test
    void a_run_of_another_workflow_rejects_what_it_does_not_take() {
        start("heir");
        kit.pause(D);
        send("giveUp", "broke");
        send("close", "bye");
        send("note", "two");
        kit.terminate(D, "");

        start("guided");

        assertThat(notes()).containsExactly("two");
        assertThat(undeliverable()).containsExactly("broke", Reason.UNKNOWN_SIGNAL, "bye", Reason.UNKNOWN_SIGNAL);
    }

    @Test
    void an_update_is_not_handed_on_its_sender_is_told_at_once() {
        start("heir");
        kit.pause(D);
        send("note", "one");
        kit.update(UpdateRequest.of("D-1", "count").with("two").identifiedBy("u"), Integer.class);
        kit.terminate(D, "");
        SignalId id = new SignalId("u");
        assertThat(kit.answer(D, id, Integer.class).orElseThrow().state()).isEqualTo(UpdateReceipt.State.UNANSWERED);

        start("heir");

        assertThat(notes()).containsExactly("begun", "one");
        assertThat(kit.answer(D, id, Integer.class).orElseThrow().state()).isEqualTo(UpdateReceipt.State.UNANSWERED);
    }

    @Test
    void what_no_run_takes_in_time_is_undeliverable() {
        closeInTheMiddle("heir", "close");
        kit.advance(Duration.ofDays(1));
        send("note", "late");
        kit.signal(SignalRequest.of("D-1", "note")
                .with("patient")
                .identifiedBy("patient")
                .heldFor(Duration.ofDays(9)));

        kit.advance(Duration.ofDays(2));
        assertThat(undeliverable()).containsExactly("two", Reason.CLOSED, "three", Reason.CLOSED);
        kit.advance(Duration.ofDays(1));
        assertThat(undeliverable()).endsWith("late", Reason.EXPIRED);
        start("heir");

        assertThat(notes()).containsExactly("begun", "patient");
    }

    @Test
    void a_late_signal_that_the_workflow_does_not_take_is_refused_and_not_held() {
        start("heir");
        send("close", "over");

        assertThat(send("dance", "tango").reason()).contains(Reason.UNKNOWN_SIGNAL);
        assertThat(kit.signal(SignalRequest.of("D-1", "note").with(List.of(1))).reason())
                .contains(Reason.BAD_PAYLOAD);
    }

    @Test
    void signals_that_are_sent_together_are_late_together() {
        start("heir");
        send("close", "over");

        List<Receipt> receipts = kit.signalTogether(List.of(
                SignalRequest.of("D-1", "note").with("a").identifiedBy("a"),
                SignalRequest.of("D-1", "note").with("b").identifiedBy("b")));
        assertThat(receipts).extracting(Receipt::outcome).containsOnly(Outcome.HELD);
        start("heir");

        assertThat(notes()).containsExactly("begun", "a", "b");
    }

    @Test
    void a_late_signal_starts_a_run_if_the_workflow_wants_that() {
        start("open");
        send("note", "one");
        send("close", "over");

        Receipt late = send("note", "two");
        assertThat(late.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(late.run()).hasValue(2);
        send("close", "again");
        kit.signalTogether(List.of(
                SignalRequest.of("D-1", "note").with("a").identifiedBy("a"),
                SignalRequest.of("D-1", "note").with("b").identifiedBy("b")));

        assertThat(instance().run()).isEqualTo(3);
        assertThat(notes()).containsExactly("a", "b");
        assertThat(send("note", "two").outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void a_signal_to_an_unknown_instance_is_held_if_the_engine_is_set_so() {
        Settings standard = Settings.DEFAULT;
        kit.settings(new Settings(
                standard.sizes(),
                standard.retries(),
                standard.retryLimit(),
                java.util.Optional.of(Duration.ofHours(1))));

        assertThat(send("note", "early").outcome()).isEqualTo(Outcome.HELD);
        kit.advance(Duration.ofMinutes(59));
        start("strict");
        assertThat(notes()).containsExactly("early");
        kit.signal(SignalRequest.of("D-2", "note").with("x").identifiedBy("x"));
        kit.advance(Duration.ofHours(1));

        assertThat(undeliverable()).containsExactly("x", Reason.EXPIRED);
    }
}
