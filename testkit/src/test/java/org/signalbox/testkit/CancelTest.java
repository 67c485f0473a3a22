package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;

@ExtendWith(JournalOnFailure.class)
class CancelTest {

    private static final WorkflowId T = new WorkflowId("T-1");

    private final List<String> done = new ArrayList<>();
    private final TestKit kit = TestKit.of(Trip.class, Shop.class)
            .activities(Trip.Agency.class, new Office())
            .activities(Shop.Warehouse.class, (product, pieces) -> {});

    private final class Office implements Trip.Agency {
        @Override
        public String book(String what) {
            if (what.equals("rocket")) {
                throw new IllegalStateException("none left");
            }
            done.add("+" + what);
            return what;
        }

        @Override
        public void cancel(String number) {
            done.add("-" + number);
        }
    }

    private Instance instance() {
        return kit.instance(T).orElseThrow();
    }

    @Test
    void what_was_done_is_undone_in_reverse_order_and_may_wait() {
        kit.start("trip", T, "car");
        kit.cancel(T, "");
        assertThat(done).containsExactly("+flight", "+hotel", "+car");
        assertThat(instance().status()).isEqualTo(Status.RUNNING);

        kit.advance(Duration.ofHours(3));

        assertThat(done).containsExactly("+flight", "+hotel", "+car", "-car", "-hotel", "-flight");
        assertThat(instance().status()).isEqualTo(Status.CANCELLED);
        assertThat(instance().lines()).isEmpty();
        assertThat(kit.journal(T)).extracting(e -> e.event().kind()).contains(Event.Kind.CANCEL);
        assertThat(kit.journal(T)).extracting(Entry::state).containsOnly(Entry.State.HANDLED);
    }

    @Test
    void cleaning_up_is_not_cancelled_again() {
        kit.start("trip", T, "car");
        kit.cancel(T, "");
        kit.advance(Duration.ofMinutes(90));
        kit.cancel(T, "");
        kit.advance(Duration.ofHours(3));

        assertThat(done).endsWith("-car", "-hotel", "-flight");
        assertThat(instance().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_main_line_that_catches_it_can_complete() {
        kit.start("trip", T, "ship");
        kit.cancel(T, "");
        kit.advance(Duration.ofHours(3));

        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(instance().result()).contains("\"stayed at home\"");
    }

    @Test
    void a_failure_is_compensated_in_the_same_way() {
        kit.start("trip", T, "rocket");
        kit.advance(Duration.ofHours(3));

        assertThat(done).containsExactly("+flight", "+hotel", "-hotel", "-flight");
        assertThat(instance().status()).isEqualTo(Status.FAILED);
        assertThat(instance().failure()).get().asString().contains("none left");
    }

    @Test
    void a_run_without_main_line_is_cancelled_at_once() {
        kit.start("shop", T, "Anna");
        kit.cancel(T, "");

        assertThat(instance().status()).isEqualTo(Status.CANCELLED);
        assertThat(kit.timers(T)).isEmpty();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.cancel(T, ""))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        kit.signal(SignalRequest.of("T-1", "close"));
        assertThat(kit.undeliverable())
                .extracting(Undeliverable::reason, Undeliverable::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Reason.CLOSED,
                                "Instance 'T-1' has ended (run 1, CANCELLED); signal with a workflow type to begin a new run."));
        assertThat(kit.start("shop", T, "Berta")).isEqualTo(2);
    }

    @Test
    void what_is_not_there_can_not_be_cancelled() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.cancel(T, ""))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_INSTANCE));
    }
}
