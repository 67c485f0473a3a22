package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.activity.RetryAfter;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.UpdateRequest;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.workflow.Choice;

/** Durations beyond the limit are refused where the author gives them; negative ones mean at once, however far. */
class FarTimesTest {

    private final Driver parcel = new Driver(
            Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new), Settings.DEFAULT);

    private boolean started;

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
    }

    private void tryNow(Parcel.Plan main) {
        Parcel.main = main;
        if (started) {
            parcel.resume();
        } else {
            started = true;
            parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
        }
    }

    private void refused(Parcel.Plan main) {
        tryNow(main);
        assertThat(parcel.instance().parking().map(Parking::error).orElse("not parked"))
                .contains("must be at most a hundred years, not PT");
    }

    @ParameterizedTest
    @ValueSource(longs = {36_501L * 86_400, 400_000_000L * 86_400, 10_000_000_000_000L, Long.MAX_VALUE})
    void far_ones_are_refused_with_the_limit(long seconds) {
        Duration far = Duration.ofSeconds(seconds);
        refused((p, wf) -> {
            wf.sleep(far);
            return null;
        });
        refused((p, wf) -> wf.await(far, () -> false));
        refused((p, wf) -> wf.select(List.of(Choice.after(far, () -> 1))));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -10_000_000_000_000L, Long.MIN_VALUE, 0})
    void negative_ones_are_over_at_once(long seconds) {
        Duration past = Duration.ofSeconds(seconds);
        tryNow((p, wf) -> {
            wf.sleep(past);
            return wf.select(List.of(Choice.after(past, () -> wf.await(past, () -> false) ? 1 : 2)));
        });
        assertThat(parcel.instance().status()).isEqualTo(Status.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(longs = {36_501L * 86_400, Long.MAX_VALUE})
    void requests_and_options_have_the_same_limit(long seconds) {
        Duration far = Duration.ofSeconds(seconds);
        List<Runnable> all = List.of(
                () -> StartOptions.NONE.delayedBy(far),
                () -> StartOptions.NONE.runTimeout(far),
                () -> StartOptions.NONE.executionTimeout(far),
                () -> SignalRequest.of("a", "b").heldFor(far),
                () -> UpdateRequest.of("a", "b").waitingAtMost(far),
                () -> new RetryAfter(far, "later"));
        for (Runnable one : all) {
            assertThatIllegalArgumentException().isThrownBy(one::run).withMessageContaining("at most a hundred years");
        }
    }
}
