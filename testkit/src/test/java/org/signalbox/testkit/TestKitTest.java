package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.AlreadyRunning;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.catalog.InvalidApplication;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.machine.Status;
import org.signalbox.core.turn.AuthorFailure;

@ExtendWith(JournalOnFailure.class)
class TestKitTest {

    private static final WorkflowId S = new WorkflowId("S-1");
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

    private final List<String> delivered = new ArrayList<>();
    private Shop.Warehouse warehouse = (product, pieces) -> delivered.add(pieces + " " + product);
    private final TestKit kit =
            TestKit.of(Shop.class).activities(Shop.Warehouse.class, (p, n) -> warehouse.deliver(p, n));

    @Test
    void a_started_instance_takes_signals_and_answers_queries() {
        assertThat(kit.start("shop", S, "Anna")).isEqualTo(1);

        Receipt receipt = kit.signal(order("tea", 2));

        assertThat(receipt.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(receipt.sequence()).hasValue(2);
        assertThat(kit.query(S, "owner", String.class)).isEqualTo("Anna");
        assertThat(kit.query(S, "orders", Shop.Order[].class)).containsExactly(new Shop.Order("tea", 2));
        assertThat(delivered).containsExactly("2 tea");
    }

    @Test
    void a_second_start_is_refused_while_the_first_runs() {
        kit.start("shop", S, "Anna");

        assertThatExceptionOfType(AlreadyRunning.class).isThrownBy(() -> kit.start("shop", S, "Berta"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.start("bakery", new WorkflowId("B"), null))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_WORKFLOW));
    }

    @Test
    void a_signal_starts_an_instance_that_does_not_run() {
        Receipt receipt = kit.signal(order("tea", 2).startingWith("shop", "Anna"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(kit.journal(S)).hasSize(3);
        assertThat(delivered).containsExactly("2 tea");
    }

    @Test
    void a_repeated_signal_id_gets_the_first_receipt_and_no_second_effect() {
        kit.start("shop", S, "Anna");
        SignalRequest signal = order("tea", 2).identifiedBy("one");
        Receipt first = kit.signal(signal);

        Receipt second = kit.signal(signal);

        assertThat(second.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(second.first()).contains(Outcome.HANDLED);
        assertThat(second.sequence()).isEqualTo(first.sequence());
        assertThat(delivered).hasSize(1);
        assertThat(kit.receipt(S, new SignalId("one"))).contains(first);
    }

    @Test
    void an_early_signal_is_held_and_handed_over_at_the_start() {
        Receipt receipt = kit.signal(order("tea", 2).heldFor(Duration.ofHours(1)));
        kit.advance(Duration.ofMinutes(59));

        kit.start("shop", S, "Anna");

        assertThat(receipt.outcome()).isEqualTo(Outcome.HELD);
        assertThat(delivered).containsExactly("2 tea");
        kit.advance(Duration.ofHours(1));
        assertThat(kit.undeliverable()).isEmpty();
    }

    @Test
    void a_signal_held_too_long_is_undeliverable() {
        kit.signal(order("tea", 2).heldFor(Duration.ofHours(1)));

        kit.advance(Duration.ofHours(1));

        assertThat(kit.undeliverable()).extracting(Undeliverable::reason).containsExactly(Reason.EXPIRED);
        kit.start("shop", S, "Anna");
        assertThat(delivered).isEmpty();
    }

    @Test
    void what_nobody_can_take_is_undeliverable_with_its_reason() {
        kit.signal(order("tea", 2));
        kit.start("shop", S, "Anna");
        kit.signal(SignalRequest.of("S-1", "paint"));
        kit.signal(SignalRequest.of("S-1", "order").with("tea"));
        kit.signal(SignalRequest.of("S-1", "close"));
        kit.signal(order("tea", 2));

        assertThat(kit.undeliverable())
                .extracting(Undeliverable::reason)
                .containsExactly(Reason.UNKNOWN_INSTANCE, Reason.UNKNOWN_SIGNAL, Reason.BAD_PAYLOAD, Reason.CLOSED);
    }

    @Test
    void a_year_takes_no_time_and_every_timer_comes_at_its_time() {
        kit.start("shop", S, "Anna");

        kit.advance(Duration.ofDays(365));

        assertThat(kit.query(S, "reports", Integer.class)).isEqualTo(12);
        assertThat(kit.timers(S))
                .containsExactly(new SetTimer(
                        "report", BEGIN.plus(Duration.ofDays(390)), java.util.Optional.of(Duration.ofDays(30))));
        assertThat(kit.clock().instant()).isEqualTo(BEGIN.plus(Duration.ofDays(365)));
    }

    @Test
    void a_timer_comes_once_not_early_and_not_if_it_is_cancelled() {
        kit.start("shop", S, "Anna");
        kit.signal(SignalRequest.of("S-1", "remindMe"));
        kit.advance(Duration.ofMinutes(59));
        kit.signal(SignalRequest.of("S-1", "remindMe"));
        kit.advance(Duration.ofMinutes(59));
        assertThat(delivered).isEmpty();
        kit.advance(Duration.ofMinutes(1));
        assertThat(delivered).containsExactly("1 reminder");

        kit.signal(SignalRequest.of("S-1", "remindMe"));
        kit.signal(SignalRequest.of("S-1", "forget"));
        kit.advance(Duration.ofDays(1));

        assertThat(delivered).hasSize(1);
    }

    @Test
    void a_failed_activity_is_tried_again_after_its_back_off() {
        List<Instant> attempts = new ArrayList<>();
        warehouse = (product, pieces) -> {
            attempts.add(kit.clock().instant());
            if (attempts.size() < 3) {
                throw new IllegalStateException("closed");
            }
        };
        kit.start("shop", S, "Anna");

        kit.signal(order("tea", 2));
        kit.advance(Duration.ofHours(1));

        assertThat(attempts).containsExactly(BEGIN, BEGIN.plusSeconds(10), BEGIN.plusSeconds(30));
        assertThat(kit.activities(S)).extracting(ScheduledActivity::state).containsExactly(ActivityState.COMPLETED);
        assertThat(kit.journal(S)).hasSize(3);
    }

    @Test
    void an_activity_out_of_attempts_has_failed() {
        warehouse = (product, pieces) -> {
            throw new IllegalStateException("closed");
        };
        kit.start("shop", S, "Anna");

        kit.signal(order("tea", 2));
        kit.advance(Duration.ofHours(1));

        ScheduledActivity activity = kit.activities(S).get(0);
        assertThat(activity.state()).isEqualTo(ActivityState.FAILED);
        assertThat(activity.attempts()).isEqualTo(3);
        assertThat(activity.failure()).contains("java.lang.IllegalStateException: closed");
        assertThat(kit.journal(S))
                .last()
                .extracting(e -> e.event().payload().orElse(""))
                .asString()
                .contains("closed");
    }

    @Test
    void an_activity_that_does_not_answer_is_tried_again_when_its_time_is_over() {
        warehouse = (product, pieces) -> {
            throw new NoAnswer();
        };
        kit.start("shop", S, "Anna");
        kit.signal(order("tea", 2));
        assertThat(kit.activities(S).get(0).state()).isEqualTo(ActivityState.RUNNING);

        kit.advance(Duration.ofSeconds(39));
        assertThat(kit.activities(S).get(0).attempts()).isEqualTo(1);
        warehouse = (product, pieces) -> delivered.add(product);
        kit.advance(Duration.ofSeconds(1));

        assertThat(delivered).containsExactly("tea");
    }

    @Test
    void an_assertion_in_a_fake_fails_the_test() {
        warehouse = (product, pieces) -> assertThat(product).isEqualTo("coffee");
        kit.start("shop", S, "Anna");

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> kit.signal(order("tea", 2)));
    }

    @Test
    void a_fake_can_signal_and_time_stands_still_meanwhile() {
        warehouse = (product, pieces) -> {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> kit.advance(Duration.ofSeconds(1)));
            if (product.equals("tea")) {
                kit.signal(order("milk", 1));
            }
            delivered.add(product);
        };
        kit.start("shop", S, "Anna");

        kit.signal(order("tea", 2));

        assertThat(delivered).containsExactly("tea", "milk");
    }

    @Test
    void a_failing_handler_parks_the_instance_and_later_signals_wait_in_order() {
        kit.start("shop", S, "Anna");

        Receipt poison = kit.signal(order("tea", -1));
        Receipt later = kit.signal(order("milk", 1));
        kit.advance(Duration.ofSeconds(3));

        assertThat(poison.outcome()).isEqualTo(Outcome.PARKED);
        assertThat(later.outcome()).isEqualTo(Outcome.PARKED);
        Parking parking = kit.instance(S).flatMap(Instance::parking).orElseThrow();
        assertThat(parking.error()).contains("less than nothing of tea");
        assertThat(parking.attempts()).isEqualTo(3);
        assertThat(parking.retryAt()).contains(BEGIN.plusSeconds(7));
        assertThat(delivered).isEmpty();
        assertThat(kit.journal()).contains("[WAITING]", "parked since 2025-01-01T00:00:00Z, 3 attempt(s)");
    }

    @Test
    void after_the_last_automatic_attempt_only_an_operator_retries() {
        kit.start("shop", S, "Anna");
        kit.signal(order("tea", -1));

        kit.advance(Duration.ofDays(10));
        kit.retry(S);

        Parking parking = kit.instance(S).flatMap(Instance::parking).orElseThrow();
        assertThat(parking.attempts()).isEqualTo(21);
        assertThat(parking.retryAt()).isEmpty();
    }

    @Test
    void a_closed_instance_has_its_result_or_failure_and_can_be_started_again() {
        kit.start("shop", S, "Anna");
        kit.signal(SignalRequest.of("S-1", "close"));
        assertThat(kit.instance(S)).get().satisfies(i -> {
            assertThat(i.status()).isEqualTo(Status.COMPLETED);
            assertThat(i.result()).contains("0");
        });
        assertThat(kit.timers(S)).isEmpty();
        assertThat(kit.query(S, "owner", String.class)).isEqualTo("Anna");

        assertThat(kit.start("shop", S, "Berta")).isEqualTo(2);
        kit.signal(SignalRequest.of("S-1", "goBankrupt"));

        assertThat(kit.instance(S)).get().satisfies(i -> {
            assertThat(i.status()).isEqualTo(Status.FAILED);
            assertThat(i.failure()).contains("no money");
        });
        assertThat(kit.journal(S)).extracting(Entry::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_query_that_changes_a_field_fails() {
        kit.start("shop", S, "Anna");

        assertThatExceptionOfType(AuthorFailure.class)
                .isThrownBy(() -> kit.query(S, "meddle", Integer.class))
                .satisfies(e -> assertThat(e.told()).contains("must only read"));
        assertThat(kit.query(S, "reports", Integer.class)).isZero();
    }

    @Test
    void an_activity_that_was_not_deployed_parks_the_instance_with_a_hint() {
        TestKit bare = TestKit.of(Shop.class);
        bare.start("shop", S, "Anna");

        bare.signal(order("tea", 2));

        assertThat(bare.instance(S).flatMap(Instance::parking))
                .get()
                .extracting(Parking::error)
                .asString()
                .contains("is no deployed activity interface");
    }

    @Test
    void the_objects_of_a_workflow_can_be_made_by_the_test() {
        TestKit timed = TestKit.of();
        timed.objects(Stamped.class, () -> new Stamped(timed.clock()));
        timed.start("stamped", S, null);
        timed.advance(Duration.ofDays(1));

        timed.signal(SignalRequest.of("S-1", "stamp"));

        assertThat(timed.query(S, "last", Instant.class)).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
    }

    @Test
    void what_is_wrong_with_a_workflow_is_told_before_anything_runs() {
        TestKit broken = TestKit.of(Broken.class);

        assertThatExceptionOfType(InvalidApplication.class).isThrownBy(() -> broken.start("broken", S, null));
    }

    private static SignalRequest order(String product, int pieces) {
        return SignalRequest.of("S-1", "order").with(new Shop.Order(product, pieces));
    }

    @org.signalbox.workflow.Workflow("stamped")
    static class Stamped {

        private final transient Clock clock;
        private Instant last = Instant.EPOCH;

        Stamped(Clock clock) {
            this.clock = clock;
        }

        @org.signalbox.workflow.Signal
        void stamp() {
            last = clock.instant();
        }

        @org.signalbox.workflow.Query
        Instant last() {
            return last;
        }
    }

    @org.signalbox.workflow.Workflow("broken")
    static class Broken {

        @org.signalbox.workflow.Signal
        void twice(String one, String two) {}
    }
}
