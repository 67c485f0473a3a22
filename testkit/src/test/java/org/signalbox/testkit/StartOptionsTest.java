package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.AlreadyRunning;
import org.signalbox.client.IdConflict;
import org.signalbox.client.IdReuse;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.StartRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;

@ExtendWith(JournalOnFailure.class)
class StartOptionsTest {

    private static final WorkflowId S = new WorkflowId("S-1");
    private static final StartRequest ANNA = StartRequest.of("shop", "S-1").with("Anna");

    private final TestKit kit = TestKit.of(Shop.class).activities(Shop.Warehouse.class, (product, pieces) -> {});

    private Instance instance() {
        return kit.instance(S).orElseThrow();
    }

    private void order(String product) {
        kit.signal(SignalRequest.of("S-1", "order").with(new Shop.Order(product, 1)));
    }

    @Test
    void a_repeated_start_gets_the_first_answer() {
        assertThat(kit.start(ANNA.identifiedBy("start-1"))).isEqualTo(1);
        assertThat(kit.start(ANNA.identifiedBy("start-1"))).isEqualTo(1);
        kit.signal(SignalRequest.of("S-1", "close"));
        assertThat(kit.start(ANNA.identifiedBy("start-1"))).isEqualTo(1);

        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(kit.start(ANNA.identifiedBy("start-2"))).isEqualTo(2);
        assertThatExceptionOfType(AlreadyRunning.class).isThrownBy(() -> kit.start(ANNA.identifiedBy("start-3")));
    }

    @Test
    void what_runs_is_used_or_replaced_as_the_start_says() {
        kit.start(ANNA);

        assertThat(kit.start(ANNA.with("Berta").under(StartOptions.NONE.onConflict(IdConflict.USE_EXISTING))))
                .isEqualTo(1);
        assertThat(kit.query(S, "owner", String.class)).isEqualTo("Anna");
        assertThat(kit.start(ANNA.with("Berta").under(StartOptions.NONE.onConflict(IdConflict.TERMINATE_EXISTING))))
                .isEqualTo(2);
        assertThat(kit.query(S, "owner", String.class)).isEqualTo("Berta");
        assertThat(kit.timers(S)).as("those of the new run").hasSize(1);
    }

    @Test
    void an_id_that_is_not_to_be_used_again_is_refused() {
        kit.start(ANNA);
        kit.signal(SignalRequest.of("S-1", "close"));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.start(ANNA.under(StartOptions.NONE.reusing(IdReuse.AFTER_FAILURE))));
    }

    @Test
    void a_delayed_run_begins_in_time_with_what_came_meanwhile_behind_it() {
        kit.start(ANNA.under(StartOptions.NONE.delayedBy(Duration.ofDays(2))));
        order("tea");
        kit.advance(Duration.ofDays(1));
        assertThat(kit.activities(S)).isEmpty();

        kit.advance(Duration.ofDays(1));

        assertThat(kit.query(S, "owner", String.class)).isEqualTo("Anna");
        assertThat(kit.activities(S)).hasSize(1);
    }

    @Test
    void a_failed_run_is_followed_by_another_and_the_last_one_fails() {
        kit.start(ANNA.under(StartOptions.NONE.maxAttempts(2)));
        order("tea");
        kit.signal(SignalRequest.of("S-1", "goBankrupt"));
        order("milk");
        assertThat(instance().status()).isEqualTo(Status.RUNNING);
        assertThat(instance().run()).isEqualTo(2);

        kit.advance(Duration.ofSeconds(1));

        assertThat(kit.query(S, "orders", Shop.Order[].class)).containsExactly(new Shop.Order("milk", 1));
        kit.signal(SignalRequest.of("S-1", "goBankrupt"));
        assertThat(instance().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void a_run_ends_when_its_time_is_over() {
        kit.start(ANNA.under(StartOptions.NONE.runTimeout(Duration.ofDays(90))));

        kit.advance(Duration.ofDays(89));
        assertThat(instance().status()).isEqualTo(Status.RUNNING);
        kit.advance(Duration.ofDays(1));

        assertThat(instance().status()).isEqualTo(Status.TIMED_OUT);
        assertThat(kit.timers(S)).isEmpty();
    }

    @Test
    void time_goes_on_for_a_paused_run_but_ends_it_only_when_it_is_resumed() {
        kit.start(ANNA.under(StartOptions.NONE.runTimeout(Duration.ofDays(10))));
        kit.pause(S);
        kit.advance(Duration.ofDays(20));
        assertThat(instance().status()).isEqualTo(Status.PAUSED);

        kit.resume(S);

        assertThat(instance().status()).isEqualTo(Status.TIMED_OUT);
    }

    @Test
    void a_signal_with_start_has_options_too() {
        kit.signal(SignalRequest.of("S-1", "order")
                .with(new Shop.Order("tea", 1))
                .startingWith("shop", "Anna")
                .under(StartOptions.NONE.memo("from", "the web").runTimeout(Duration.ofDays(1))));

        assertThat(instance().life().memo().get("from")).hasToString("\"the web\"");
        kit.advance(Duration.ofDays(1));
        assertThat(instance().status()).isEqualTo(Status.TIMED_OUT);
    }
}
