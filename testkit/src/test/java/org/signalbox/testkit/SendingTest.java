package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;

@ExtendWith(JournalOnFailure.class)
class SendingTest {

    private static final WorkflowId A = new WorkflowId("A");
    private static final WorkflowId B = new WorkflowId("B");
    private static final WorkflowId CLERK = new WorkflowId("Clerk");

    private final TestKit kit = TestKit.of(Bank.Account.class, Bank.Clerk.class, Bank.HeadClerk.class);

    private int cents(WorkflowId id) {
        return kit.query(id, "cents", Integer.class);
    }

    private String result() {
        return kit.instance(CLERK).flatMap(Instance::result).orElse("still running");
    }

    private void clerk(Bank.Task... tasks) {
        kit.start("clerk", CLERK, List.of(tasks));
    }

    @Test
    void an_instance_sends_a_signal_that_starts_another() {
        kit.start("bank-account", A, null);

        kit.signal(SignalRequest.of("A", "transfer").with(new Bank.Transfer("B", 5)));

        assertThat(cents(A)).isEqualTo(-5);
        assertThat(cents(B)).isEqualTo(5);
        assertThat(kit.receipt(B, new SignalId("A#2.1")).map(Receipt::outcome)).contains(Outcome.HANDLED);
        assertThat(kit.journal(A))
                .extracting(e -> e.event().kind())
                .containsExactly(Event.Kind.START, Event.Kind.SIGNAL);
        assertThat(kit.journal(A).get(1).decided()).containsExactly("signal deposit to B #2.1");
    }

    @Test
    void signals_that_are_not_waited_for_arrive_in_the_order_in_which_they_were_asked_for() {
        kit.start("bank-account", A, null);

        kit.signal(SignalRequest.of("A", "transferInPieces").with(new Bank.Transfer("B", 50)));

        assertThat(kit.query(B, "booked", String[].class))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(i -> "+" + i).toList());
    }

    @Test
    void an_instance_sends_to_itself() {
        kit.start("bank-account", A, null);

        kit.signal(SignalRequest.of("A", "transfer").with(new Bank.Transfer("A", 5)));

        assertThat(kit.query(A, "booked", String[].class)).containsExactly("-5", "+5");
    }

    @Test
    void a_rejected_signal_that_nobody_waits_for_is_kept_as_undeliverable() {
        kit.start("bank-account", A, null);
        kit.start("bank-account", B, null);

        kit.signal(SignalRequest.of("A", "warn").with("nobody"));
        kit.signal(SignalRequest.of("A", "warn").with("B"));

        assertThat(kit.undeliverable())
                .extracting(u -> u.workflowId().value(), Undeliverable::signal, Undeliverable::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("nobody", "warning", Reason.UNKNOWN_INSTANCE),
                        org.assertj.core.groups.Tuple.tuple("B", "warning", Reason.UNKNOWN_SIGNAL));
    }

    @Test
    void a_receipt_is_waited_for_and_a_rejection_is_thrown_with_its_reason() {
        kit.start("bank-account", A, null);
        kit.start("bank-account", B, null);
        kit.signal(SignalRequest.of("B", "close"));

        clerk(
                new Bank.Task("A", "deposit", ""),
                new Bank.Task("A", "deposit", "mine"),
                new Bank.Task("A", "deposit", "mine"),
                new Bank.Task("A", "transfer", ""),
                new Bank.Task("A", "unknown", ""),
                new Bank.Task("B", "deposit", ""),
                new Bank.Task("nobody", "deposit", ""));

        assertThat(result())
                .isEqualTo("[\"HANDLED Clerk#1.1\",\"HANDLED mine\",\"DUPLICATE mine\","
                        + "\"BAD_PAYLOAD transfer to A\",\"UNKNOWN_SIGNAL unknown to A\",\"CLOSED deposit to B\","
                        + "\"UNKNOWN_INSTANCE deposit to nobody\"]");
        assertThat(cents(A)).isEqualTo(2);
        assertThat(kit.undeliverable()).hasSize(4);
        assertThat(kit.journal(CLERK)).extracting(e -> e.event().kind()).contains(Event.Kind.RECEIPT);
    }

    @Test
    void a_main_line_waits_for_the_receipt_of_a_signal_to_itself() {
        clerk(new Bank.Task("Clerk", "note", ""));

        assertThat(result()).isEqualTo("[\"1\",\"HANDLED Clerk#1.1\"]");
    }

    @Test
    void thousands_of_receipts_are_waited_for_at_once() {
        kit.start("bank-account", A, null);
        List<Bank.Task> tasks = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            tasks.add(new Bank.Task("A", "deposit", ""));
        }

        kit.start("head-clerk", CLERK, tasks);

        assertThat(result()).isEqualTo("2000");
        assertThat(cents(A)).isEqualTo(2000);
    }

    @Test
    void a_rejection_among_many_ends_the_wait_for_all_and_not_caught_fails_the_run() {
        kit.start("bank-account", A, null);

        kit.start(
                "head-clerk",
                CLERK,
                List.of(new Bank.Task("A", "deposit", ""), new Bank.Task("nobody", "deposit", "")));

        assertThat(kit.instance(CLERK).map(Instance::status)).contains(Status.FAILED);
        assertThat(kit.instance(CLERK).flatMap(Instance::failure))
                .get()
                .asString()
                .startsWith("signal 'deposit' to 'nobody' was rejected, UNKNOWN_INSTANCE: There is no instance");
    }

    @Test
    void an_answer_to_a_run_that_is_over_does_nothing() {
        kit.start("bank-account", A, null);
        kit.signal(SignalRequest.of("A", "transferInPieces")
                .with(new Bank.Transfer("C", 3))
                .identifiedBy("x"));
        kit.signal(SignalRequest.of("A", "close"));
        kit.advance(Duration.ofDays(1));

        assertThat(cents(new WorkflowId("C"))).isEqualTo(6);
        assertThat(kit.journal(A)).hasSize(3);
    }
}
