package org.signalbox.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.journal.SignalKey;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReceiptBellTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        threads.incrementAndGet();
        return new Thread(work);
    });
    private final Map<SignalKey, Outcome> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean away;
    private final ReceiptBell bell = new ReceiptBell(executor, this::look);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private Map<SignalKey, Receipt> look(Collection<SignalKey> asked) {
        looks.incrementAndGet();
        if (away) {
            throw new Unavailable("away", new IllegalStateException("test"));
        }
        Set<SignalKey> signals = Set.copyOf(asked);
        Map<SignalKey, Receipt> found = new HashMap<>();
        outcomes.forEach((signal, outcome) -> {
            if (signals.contains(signal)) {
                found.put(signal, Receipt.taken(signal.signalId(), signal.workflowId(), 1, 2, outcome));
            }
        });
        return found;
    }

    @Test
    void a_thousand_callers_are_looked_for_by_one_thread_and_few_questions() {
        List<CompletableFuture<Optional<Receipt>>> told = new ArrayList<>();
        long begun = System.nanoTime();
        for (int n = 0; n < 1_000; n++) {
            outcomes.put(signal(n), Outcome.ACCEPTED);
            told.add(await(signal(n), LONG));
        }
        await(signal(999), Duration.ofSeconds(2)).join();
        int looksWhileWaiting = looks.get();
        double seconds = (System.nanoTime() - begun) / 1e9;

        assertThat(threads).as("threads while nothing moves").hasValueLessThanOrEqualTo(2);
        assertThat(looksWhileWaiting)
                .as("looks in %s s: some while they came, then two per second", seconds)
                .isLessThan((int) (seconds * 50) + 5);
        assertThat(told).noneMatch(CompletableFuture::isDone);

        IntStream.range(0, 1_000).forEach(n -> outcomes.put(signal(n), Outcome.HANDLED));
        IntStream.range(0, 1_000).forEach(n -> bell.ring(Set.of(signal(n).workflowId())));

        assertThat(told)
                .allSatisfy(t -> assertThat(t.join().orElseThrow().outcome()).isEqualTo(Outcome.HANDLED));
        assertThat(looks.get() - looksWhileWaiting)
                .as("looks for a thousand ends")
                .isLessThan(100);
    }

    @Test
    void a_caller_is_told_soon_after_the_bell_and_later_without_it() {
        outcomes.put(signal(1), Outcome.ACCEPTED);
        outcomes.put(signal(2), Outcome.ACCEPTED);
        CompletableFuture<Optional<Receipt>> rung = await(signal(1), LONG);
        CompletableFuture<Optional<Receipt>> missed = await(signal(2), LONG);
        outcomes.put(signal(1), Outcome.HANDLED);
        bell.ring(Set.of(signal(1).workflowId()));

        assertThat(rung.join().orElseThrow().outcome()).isEqualTo(Outcome.HANDLED);

        outcomes.put(signal(2), Outcome.REJECTED);
        assertThat(missed.join().orElseThrow().outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void what_ended_before_the_caller_took_its_place_is_seen_at_once() throws Exception {
        outcomes.put(signal(1), Outcome.HANDLED);

        assertThat(await(signal(1), LONG)
                        .get(400, TimeUnit.MILLISECONDS)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.HANDLED);
        assertThat(await(signal(3), LONG).get(400, TimeUnit.MILLISECONDS)).isEmpty();
    }

    @Test
    void who_has_no_patience_left_is_told_how_it_stands() {
        outcomes.put(signal(1), Outcome.PARKED);

        assertThat(await(signal(1), Duration.ofMillis(50)).join().orElseThrow().outcome())
                .isEqualTo(Outcome.PARKED);
    }

    @Test
    void an_outage_is_waited_for_as_long_as_the_patience_lasts() {
        away = true;
        outcomes.put(signal(1), Outcome.HANDLED);
        CompletableFuture<Optional<Receipt>> impatient = await(signal(1), Duration.ofMillis(30));
        CompletableFuture<Optional<Receipt>> patient = await(signal(1), LONG);

        assertThatThrownBy(impatient::join).hasCauseInstanceOf(Unavailable.class);
        away = false;
        assertThat(patient.join().orElseThrow().outcome()).isEqualTo(Outcome.HANDLED);
    }

    @Test
    void a_bell_for_somebody_who_has_left_does_not_end_the_looking_for_others() {
        outcomes.put(signal(1), Outcome.ACCEPTED);
        for (int n = 2; n < 200; n++) {
            outcomes.put(signal(n), Outcome.HANDLED);
        }
        CompletableFuture<Optional<Receipt>> patient = await(signal(1), LONG);
        for (int n = 2; n < 200; n++) {
            CompletableFuture<Optional<Receipt>> told = await(signal(n), LONG);
            bell.ring(Set.of(signal(n).workflowId()));
            told.join();
            bell.ring(Set.of(signal(n).workflowId()));
        }
        outcomes.put(signal(1), Outcome.HANDLED);

        assertThat(patient.join()).isPresent();
    }

    @Test
    void nobody_looks_while_nobody_waits_and_somebody_does_again_for_the_next_caller() {
        outcomes.put(signal(1), Outcome.HANDLED);
        for (int n = 0; n < 50; n++) {
            assertThat(await(signal(1), LONG).join()).isPresent();
        }
        int before = looks.get();
        bell.ring(Set.of(signal(1).workflowId()));

        assertThat(looks).hasValue(before);
    }

    @Test
    void callers_are_let_go_when_the_server_stops() {
        outcomes.put(signal(1), Outcome.ACCEPTED);
        CompletableFuture<Optional<Receipt>> waiting = await(signal(1), LONG);
        executor.shutdownNow();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(Unavailable.class);
    }

    private CompletableFuture<Optional<Receipt>> await(SignalKey signal, Duration patience) {
        return bell.awaitEnd(signal, patience).toCompletableFuture();
    }

    private static SignalKey signal(int n) {
        return new SignalKey(new WorkflowId("w" + n), new SignalId("s"));
    }
}
