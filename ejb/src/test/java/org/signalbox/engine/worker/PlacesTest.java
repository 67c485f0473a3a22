package org.signalbox.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.activity.AttemptMessage;

class PlacesTest {

    private final List<AttemptMessage> sent = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService sessions = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    private final Places places = new Places(new ActivitySender() {
        @Override
        public boolean send(List<AttemptMessage> attempts) {
            return sent.addAll(attempts);
        }
    });

    @AfterEach
    void stop() {
        end.countDown();
        sessions.shutdown();
    }

    @Test
    void a_type_that_hangs_leaves_places_for_others() throws Exception {
        hang(Places.OF_ONE_TYPE);

        places.carryOut(attempt("hangs", 100), () -> {
            throw new AssertionError("there was no place");
        });
        List<String> done = new ArrayList<>();
        places.carryOut(attempt("other", 1), () -> done.add("other"));

        assertThat(done).containsExactly("other");
        assertThat(sent).isEmpty();
    }

    @Test
    void what_was_aside_is_sent_again_in_its_order_when_there_are_places() throws Exception {
        List<Future<?>> hanging = hang(Places.OF_ONE_TYPE);
        List<AttemptMessage> late = IntStream.rangeClosed(1, 20)
                .mapToObj(n -> attempt("hangs", 100 + n))
                .toList();
        late.forEach(message -> places.carryOut(message, () -> {}));
        late.forEach(message -> places.carryOut(message, () -> {})); // as a sweep sends them

        end.countDown();
        for (Future<?> one : hanging) {
            one.get();
        }
        assertThat(sent.size()).isGreaterThanOrEqualTo(Places.OF_ONE_TYPE);
        assertThat(sent).doesNotHaveDuplicates().isSubsetOf(late).startsWith(late.get(0));

        int before = sent.size();
        List<AttemptMessage> done = new ArrayList<>();
        sent.subList(0, before).stream().toList().forEach(message -> places.carryOut(message, () -> done.add(message)));
        assertThat(done).hasSize(before);
        assertThat(sent).containsExactlyInAnyOrderElementsOf(late);
    }

    @Test
    void who_is_quick_waits_for_a_place() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int n = 1; n <= 40; n++) {
            AttemptMessage message = attempt("quick", n);
            all.add(sessions.submit(() -> {
                for (int times = 1; times <= 50; times++) {
                    places.carryOut(message, () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        done.incrementAndGet();
                        now.decrementAndGet();
                    });
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertThat(done).hasValue(40 * 50);
        assertThat(most.get()).isLessThanOrEqualTo(Places.OF_ONE_TYPE);
        assertThat(sent).isEmpty();
    }

    private List<Future<?>> hang(int attempts) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(attempts);
        List<Future<?>> all = new ArrayList<>();
        for (int n = 1; n <= attempts; n++) {
            AttemptMessage message = attempt("hangs", n);
            all.add(sessions.submit(() -> places.carryOut(message, () -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            })));
        }
        begun.await();
        return all;
    }

    private static AttemptMessage attempt(String type, int number) {
        return new AttemptMessage(new Attempt(new ActivityKey(new WorkflowId("porter-1"), number, 1), 1), type);
    }
}
