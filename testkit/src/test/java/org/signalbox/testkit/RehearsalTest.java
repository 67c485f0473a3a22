package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

class RehearsalTest {

    private final TestKit kit = TestKit.of(Hidden.class);

    @Test
    void a_static_counter_is_found() {
        found("count", "decided");
    }

    @Test
    void a_random_number_is_found() {
        found("draw", "decided");
    }

    @Test
    void a_result_that_depends_on_chance_is_found() {
        found("end", "decided");
    }

    @Test
    void a_handler_that_fails_only_sometimes_is_found() {
        found("flicker", "failed at first and then succeeded");
        found("flicker", "failed at first and then succeeded");
    }

    @Test
    void a_field_that_does_not_come_back_is_found() {
        kit.start("hidden", new WorkflowId("H"), null);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> kit.signal(SignalRequest.of("H", "choose")))
                .withMessageContaining("can be written but not read back");
    }

    @Test
    void objects_of_the_test_are_not_called_twice() {
        TestKit own = TestKit.of();
        own.objects(Hidden.class, Hidden::new);
        own.start("hidden", new WorkflowId("H"), null);

        assertThatCode(() -> own.signal(SignalRequest.of("H", "count"))).doesNotThrowAnyException();
    }

    @Test
    void a_condition_that_changes_a_field_is_found() {
        kit.signal(SignalRequest.of("H", "nothing").starting("hidden"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> kit.signal(SignalRequest.of("H", "countWhileWaiting")))
                .withMessageContaining("comes to where it waits with other fields")
                .withMessageContaining("a condition must only read");
    }

    @Test
    void a_handler_that_goes_another_way_when_executed_again_is_found() {
        kit.signal(SignalRequest.of("H", "nothing").starting("hidden"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> kit.signal(SignalRequest.of("H", "everyThird")))
                .withMessageContaining("does not come to where it waits")
                .withMessageContaining("does not do again what it did");
    }

    private void found(String signal, String told) {
        kit.signal(SignalRequest.of("H", "nothing").starting("hidden"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> kit.signal(SignalRequest.of("H", signal)))
                .withMessageContaining("The same turn, run twice")
                .withMessageContaining(told);
    }

    @Workflow("hidden")
    static class Hidden {

        private static final AtomicInteger COUNT = new AtomicInteger();
        private static final AtomicInteger THIRD = new AtomicInteger();

        interface Shape {}

        record Circle(int radius) implements Shape {}

        private int count;
        private final List<String> drawn = new ArrayList<>();
        private @Nullable Shape shape;

        @Signal
        void nothing() {}

        @Signal
        void count() {
            count = COUNT.incrementAndGet();
        }

        @Signal
        void draw() {
            drawn.add(UUID.randomUUID().toString());
        }

        @Signal
        void end(WorkflowContext wf) {
            wf.completeWith(UUID.randomUUID());
        }

        @Signal
        void flicker() {
            if (COUNT.incrementAndGet() % 2 == 1) {
                throw new IllegalStateException("odd");
            }
        }

        @Signal
        void countWhileWaiting(WorkflowContext wf) {
            wf.await(Duration.ofDays(1), () -> ++count > 1);
        }

        @Signal
        void everyThird(WorkflowContext wf) {
            if (THIRD.incrementAndGet() % 3 == 0) {
                wf.await(Duration.ofDays(1), () -> false);
            }
            wf.sleep(Duration.ofDays(1));
        }

        @Signal
        void choose() {
            shape = new Circle(count);
        }

        @Query
        boolean chosen() {
            return shape != null;
        }
    }
}
