package org.signalbox.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;

@Timeout(60)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Exchangeable commit = new Exchangeable();
    private final GroupCommit groupCommit = new GroupCommit(commit);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void after_any_number_of_errands_two_transactions_still_run_at_the_same_time() throws Exception {
        commit.present = new Answering();
        Callable<Integer> many = () -> {
            IntStream.range(0, 5_000).forEach(n -> groupCommit.submit(new Nothing(n)));
            groupCommit.submitAll(IntStream.range(0, 300).mapToObj(Nothing::new).toList());
            return 0;
        };
        for (Future<Integer> done : threads.invokeAll(List.of(many, many, many, many, many, many, many, many))) {
            done.get();
        }

        commit.present = new Meeting();
        Callable<Integer> one = () -> groupCommit.submit(new Nothing(1));
        assertThat(threads.invokeAll(List.of(one, one)))
                .allSatisfy(done -> assertThat(done.get()).isEqualTo(1));
    }

    @Test
    void an_error_leaves_nobody_waiting() throws Exception {
        commit.present = new Failing();
        Callable<Integer> many = () -> {
            for (int n = 0; n < 1_000; n++) {
                int number = n;
                assertThatThrownBy(() -> groupCommit.submit(new Nothing(number)))
                        .isInstanceOfAny(Unavailable.class, OutOfMemoryError.class);
            }
            return 0;
        };
        for (Future<Integer> done : threads.invokeAll(List.of(many, many, many, many, many, many, many, many))) {
            done.get();
        }
    }

    private record Nothing(int number) implements Errand<Integer> {
        @Override
        public WorkflowId workflowId() {
            return new WorkflowId("nobody");
        }

        @Override
        public Optional<Request> request(Optional<Instance> instance, Instant now) {
            return Optional.empty();
        }

        @Override
        public Integer nothingToDo() {
            return number;
        }

        @Override
        public Integer done(Verdict verdict, Instant now) {
            return number;
        }
    }

    private static final class Exchangeable extends Commit {

        private volatile Commit present = this;

        @Override
        public void together(List<Slot<?>> group) {
            present.together(group);
        }
    }

    private static class Answering extends Commit {
        @Override
        public void together(List<Slot<?>> group) {
            group.forEach(slot -> slot.answer(slot.errand.nothingToDo()));
        }
    }

    /** Goes on when two transactions are under way. */
    private static final class Meeting extends Answering {

        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public void together(List<Slot<?>> group) {
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other one did not come", e);
            }
            super.together(group);
        }
    }

    private static final class Failing extends Commit {
        @Override
        public void together(List<Slot<?>> group) {
            throw new OutOfMemoryError("as a test");
        }
    }
}
