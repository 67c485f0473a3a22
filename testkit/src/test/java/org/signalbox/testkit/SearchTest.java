package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.InstanceSearch;
import org.signalbox.client.KeyedSignal;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.SearchAttribute;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Instances are found, and signalled, by what stands in their annotated fields. */
@ExtendWith(JournalOnFailure.class)
class SearchTest {

    @Workflow("invoice")
    @SuppressWarnings("UnusedVariable") // what is searched is read by nobody else
    static class Invoice {
        @SearchAttribute
        private int number;

        @SearchAttribute
        private final Set<String> tags = new HashSet<>();

        private int paid;

        @Start
        void begin(int newNumber) {
            number = newNumber;
        }

        @Signal
        void tag(String tag) {
            tags.add(tag);
        }

        @Signal
        void pay(int amount) {
            paid += amount;
            number = 0;
        }

        @Signal
        void end(WorkflowContext wf) {
            wf.complete();
        }

        @Query
        int paid() {
            return paid;
        }
    }

    private final TestKit kit = TestKit.of(Invoice.class);

    private static WorkflowId id(String value) {
        return new WorkflowId(value);
    }

    private List<String> found(UnaryOperator<InstanceSearch> search) {
        return kit.find(search.apply(InstanceSearch.of("invoice"))).stream()
                .map(WorkflowId::value)
                .toList();
    }

    private static KeyedSignal payment(int number, int amount) {
        return KeyedSignal.of("invoice", "number", number, "pay").with(amount).identifiedBy("p-" + number);
    }

    private int paid(String id) {
        return kit.query(id(id), "paid", Integer.class);
    }

    private void startThree() {
        for (int n = 1; n <= 3; n++) {
            kit.start("invoice", id("I-" + n), n * 10);
        }
    }

    @Test
    void instances_are_found_by_values_and_ranges_page_by_page() {
        startThree();

        assertThat(found(s -> s)).containsExactly("I-1", "I-2", "I-3");
        assertThat(found(s -> s.where("number", 20))).containsExactly("I-2");
        assertThat(found(s -> s.atLeast("number", 20))).containsExactly("I-2", "I-3");
        assertThat(found(s -> s.atLeast("number", 11).atMost("number", 29))).containsExactly("I-2");
        assertThat(found(s -> s.limit(2))).containsExactly("I-1", "I-2");
        assertThat(found(s -> s.limit(2).after(id("I-2")))).containsExactly("I-3");
    }

    @Test
    void what_is_found_follows_the_fields_and_the_status() {
        startThree();
        kit.signal(SignalRequest.of("I-1", "tag").with("late"));
        kit.signal(SignalRequest.of("I-1", "tag").with("abroad"));
        kit.signal(SignalRequest.of("I-2", "tag").with("late"));
        kit.signal(SignalRequest.of("I-2", "end"));

        assertThat(found(s -> s.where("tags", "late"))).containsExactly("I-1", "I-2");
        assertThat(found(s -> s.where("tags", "late").where("tags", "abroad"))).containsExactly("I-1");
        assertThat(found(s -> s.where("tags", "late").running())).containsExactly("I-1");
        kit.start("invoice", id("I-2"), 50);
        assertThat(found(s -> s.where("tags", "late"))).as("a new run").containsExactly("I-1");
        assertThat(found(s -> s.where("number", 50))).containsExactly("I-2");
    }

    @Test
    void a_signal_with_a_business_key_goes_to_the_one_that_has_it() {
        startThree();

        Receipt receipt = kit.signal(payment(20, 5));

        assertThat(receipt.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(receipt.workflowId()).isEqualTo(id("I-2"));
        assertThat(paid("I-2")).isEqualTo(5);
    }

    @Test
    void a_repetition_goes_where_the_first_went_whatever_matches_now() {
        startThree();
        kit.signal(payment(20, 5));
        kit.start("invoice", id("I-4"), 20);

        Receipt repeated = kit.signal(payment(20, 5));

        assertThat(repeated.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(repeated.workflowId()).isEqualTo(id("I-2"));
        assertThat(paid("I-4")).isZero();
    }

    @Test
    void none_and_several_are_told_and_kept() {
        startThree();
        kit.start("invoice", id("I-4"), 30);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.signal(payment(99, 5)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_MATCH));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.signal(payment(30, 5)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SEVERAL_MATCHES));

        assertThat(kit.undeliverable())
                .extracting(Undeliverable::reason)
                .containsExactly(Reason.NO_MATCH, Reason.SEVERAL_MATCHES);
        kit.signal(SignalRequest.of("I-4", "end"));
        assertThat(kit.signal(payment(30, 5)).workflowId())
                .as("closed ones don't count")
                .isEqualTo(id("I-3"));
    }

    @Test
    void what_is_no_attribute_or_no_value_is_told() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> found(s -> s.where("paid", 1)))
                .withMessageContaining("no search attribute 'paid'; there are [number, tags]");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> found(s -> s.where("number", "ten")))
                .withMessageContaining("not 'ten'");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.find(InstanceSearch.of("letter")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_WORKFLOW));
    }
}
