package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartRequest;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.payload.Encryption;
import org.signalbox.payload.PayloadCodec;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Workflow;

/** An id stands for one signal, start or update; another use of it is refused, and only a repetition is a duplicate. */
@ExtendWith(JournalOnFailure.class)
class ReusedIdTest {

    private static final WorkflowId A = new WorkflowId("A");
    private static final SignalId ID = new SignalId("42");
    private static final PayloadCodec FIRST = new Encryption("k1", Map.of("k1", new byte[32]));
    private static final PayloadCodec ROTATED = new Encryption("k2", Map.of("k1", new byte[32], "k2", bytes(2)));
    private static final PayloadCodec KEY_LOST = new Encryption("k2", Map.of("k2", bytes(2)));

    record Amount(int cents, String currency) {}

    @Workflow("invoice")
    static class Invoice {

        private int sum;

        @Start
        void begin(Amount amount) {
            sum = amount.cents;
        }

        @Signal
        void paid(Amount amount) {
            sum += amount.cents;
        }

        @Signal
        void returned(Amount amount) {
            sum -= amount.cents;
        }

        @Update
        int add(int more) {
            return sum += more;
        }

        @Update
        int take(int less) {
            return sum -= less;
        }

        @Query
        int sum() {
            return sum;
        }
    }

    @Workflow("credit")
    static class Credit {

        private int sum;

        @Start
        void begin(Amount amount) {
            sum = -amount.cents;
        }

        @Signal
        void paid(Amount amount) {
            sum += amount.cents;
        }

        @Query
        int sum() {
            return sum;
        }
    }

    private final TestKit kit = TestKit.of(Invoice.class, Credit.class);

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Map<String, Object> amount(Object cents) {
        return Map.of("currency", "EUR", "cents", cents);
    }

    private static SignalRequest signal(String name, Object payload) {
        return SignalRequest.of("A", name).with(payload).identifiedBy("42");
    }

    private void refused(Receipt receipt) {
        assertThat(receipt.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(receipt.reason()).contains(Reason.ID_REUSED);
    }

    private static void refused(Runnable call) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ID_REUSED));
    }

    private void paidOnce() {
        kit.start("invoice", A, new Amount(1, "EUR"));
        assertThat(kit.signal(signal("paid", new Amount(100, "EUR"))).outcome()).isEqualTo(Outcome.HANDLED);
    }

    @Test
    void another_signal_under_a_used_id_is_refused_and_kept() {
        paidOnce();

        refused(kit.signal(signal("returned", new Amount(100, "EUR"))));
        refused(kit.signal(signal("paid", new Amount(101, "EUR"))));

        assertThat(kit.query(A, "sum", Integer.class)).isEqualTo(101);
        assertThat(kit.undeliverable())
                .extracting(u -> u.reason() + " " + u.signal())
                .containsExactly("ID_REUSED returned", "ID_REUSED paid");
        assertThat(kit.receipt(A, ID))
                .hasValueSatisfying(r -> assertThat(r.outcome()).isEqualTo(Outcome.HANDLED));
    }

    @Test
    void a_retry_that_writes_the_same_value_in_another_way_is_a_duplicate() {
        paidOnce();

        assertThat(kit.signal(signal("paid", amount(100))).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(kit.signal(signal("paid", amount(new java.math.BigDecimal("1.00e2"))))
                        .outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void an_update_is_no_repetition_of_a_signal_nor_of_another_update() {
        paidOnce();
        kit.update(UpdateRequest.of("A", "add").with(7).identifiedBy("u"), Integer.class);

        refused(() -> kit.update(UpdateRequest.of("A", "add").with(7).identifiedBy("42"), Integer.class));
        refused(() -> kit.update(UpdateRequest.of("A", "take").with(7).identifiedBy("u"), Integer.class));
        refused(() -> kit.update(UpdateRequest.of("A", "add").with(8).identifiedBy("u"), Integer.class));
        refused(kit.signal(
                SignalRequest.of("A", "paid").with(new Amount(1, "EUR")).identifiedBy("u")));

        assertThat(kit.update(UpdateRequest.of("A", "add").with(7).identifiedBy("u"), Integer.class)
                        .result())
                .contains(108);
    }

    @Test
    void a_start_of_another_type_or_with_another_input_is_no_repetition() {
        StartRequest start =
                StartRequest.of("invoice", "A").with(new Amount(1, "EUR")).identifiedBy("42");
        kit.start(start);

        assertThat(kit.start(start)).isEqualTo(1);
        assertThat(kit.start(StartRequest.of("invoice", "A").with(amount(1)).identifiedBy("42")))
                .isEqualTo(1);
        refused(() -> kit.start(StartRequest.of("credit", "A").with(amount(1)).identifiedBy("42")));
        refused(() -> kit.start(StartRequest.of("invoice", "A").with(amount(2)).identifiedBy("42")));
        refused(kit.signal(signal("paid", amount(1))));
    }

    @Test
    void of_a_signal_with_start_the_type_and_the_input_count_too() {
        SignalRequest first = signal("paid", amount(5)).startingWith("invoice", amount(1));
        kit.signal(first);

        assertThat(kit.signal(first).outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(kit.signal(signal("paid", amount(5))).outcome()).isEqualTo(Outcome.DUPLICATE);
        refused(kit.signal(signal("paid", amount(5)).startingWith("invoice", amount(2))));
        refused(kit.signal(signal("paid", amount(5)).startingWith("credit", amount(1))));
    }

    @Test
    void of_several_together_one_reused_id_refuses_all() {
        paidOnce();

        refused(() -> kit.signalTogether(
                List.of(SignalRequest.of("A", "paid").with(amount(1)).identifiedBy("new"), signal("paid", amount(2)))));

        assertThat(kit.receipt(A, new SignalId("new"))).isEmpty();
        assertThat(kit.signalTogether(List.of(signal("paid", amount(100))))
                        .get(0)
                        .outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void a_held_signals_id_is_taken_as_well() {
        SignalRequest held = signal("paid", amount(5)).heldFor(Duration.ofDays(1));
        kit.signal(held);

        assertThat(kit.signal(held).outcome()).isEqualTo(Outcome.DUPLICATE);
        refused(kit.signal(signal("paid", amount(6)).heldFor(Duration.ofDays(1))));

        kit.start("invoice", A, amount(1));
        refused(kit.signal(signal("paid", amount(6))));
        assertThat(kit.signal(signal("paid", amount(5))).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void with_encryption_it_is_noticed_too_and_after_a_change_of_keys() {
        kit.codecs(FIRST);
        paidOnce();
        refused(kit.signal(signal("paid", amount(101))));

        kit.codecs(ROTATED);
        refused(kit.signal(signal("paid", amount(101))));
        assertThat(kit.signal(signal("paid", amount(100))).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void without_the_key_only_kind_and_name_are_compared() {
        kit.codecs(FIRST);
        paidOnce();
        kit.codecs(KEY_LOST);

        assertThat(kit.signal(signal("paid", amount(101))).outcome()).isEqualTo(Outcome.DUPLICATE);
        refused(kit.signal(signal("returned", amount(100))));
    }
}
