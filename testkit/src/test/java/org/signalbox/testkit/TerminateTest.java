package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;

@ExtendWith(JournalOnFailure.class)
class TerminateTest {

    private static final WorkflowId T = new WorkflowId("T-1");

    private final List<String> done = new ArrayList<>();
    private final TestKit kit = TestKit.of(Trip.class, Shop.class)
            .activities(Trip.Agency.class, new Office())
            .activities(Shop.Warehouse.class, (product, pieces) -> {
                throw new NoAnswer();
            });

    private final class Office implements Trip.Agency {
        @Override
        public String book(String what) {
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
    void nothing_is_undone_and_nothing_of_the_run_happens_any_more() {
        kit.start("trip", T, "car");

        kit.terminate(T, "the agency is bankrupt");
        kit.advance(Duration.ofDays(10));

        assertThat(done).containsExactly("+flight", "+hotel", "+car");
        assertThat(instance().status()).isEqualTo(Status.TERMINATED);
        assertThat(instance().failure()).contains("the agency is bankrupt");
        assertThat(kit.timers(T)).isEmpty();
        assertThat(instance().lines()).isEmpty();
    }

    @Test
    void an_activity_under_way_is_dropped_and_not_repeated() {
        kit.start("shop", T, "Anna");
        kit.signal(SignalRequest.of("T-1", "order").with(new Shop.Order("tea", 1)));
        assertThat(kit.activities(T)).extracting(ScheduledActivity::state).containsExactly(ActivityState.RUNNING);

        kit.terminate(T, "");
        kit.advance(Duration.ofDays(10));

        assertThat(kit.activities(T))
                .extracting(ScheduledActivity::state, ScheduledActivity::attempts)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ActivityState.DROPPED, 1));
    }

    @Test
    void signals_that_waited_are_undeliverable_and_a_new_run_can_begin() {
        kit.start("shop", T, "Anna");
        kit.signal(SignalRequest.of("T-1", "order").with(new Shop.Order("poison", -1)));
        kit.signal(SignalRequest.of("T-1", "close"));
        assertThat(instance().parking()).isPresent();

        kit.terminate(T, "");

        assertThat(instance().waiting()).isZero();
        assertThat(kit.undeliverable())
                .extracting(Undeliverable::signal, Undeliverable::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("order", Reason.CLOSED),
                        org.assertj.core.groups.Tuple.tuple("close", Reason.CLOSED));
        assertThat(kit.start("shop", T, "Berta")).isEqualTo(2);
    }
}
