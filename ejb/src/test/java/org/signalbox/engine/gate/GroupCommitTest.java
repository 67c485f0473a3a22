package org.signalbox.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.application.Contended;

@Timeout(60)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Exchangeable commit = new Exchangeable();
    private final SlowInstances slow = new SlowInstances();
    private final ConflictingTypes conflicting = new ConflictingTypes();
    private final GroupCommit groupCommit = new GroupCommit(commit, slow, conflicting);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void after_any_number_of_errands_two_transactions_still_run_at_the_same_time() throws Exception {
        commit.present = new Answering();
        Callable<Integer> many = () -> {
            IntStream.range(0, 5_000).forEach(n -> groupCommit.submit(new Nothing(n)));
            groupCommit.submitAll(nothings(300));
            return 0;
        };
        for (Future<Integer> done : threads.invokeAll(List.of(many, many, many, many, many, many, many, many))) {
            done.get();
        }

        commit.present = new Meeting();
        Callable<Integer> one = () -> groupCommit.submit(new Nothing(1));
        Callable<Integer> two = () -> groupCommit.submit(new Nothing(2));
        assertThat(threads.invokeAll(List.of(one, two)))
                .allSatisfy(done -> assertThat(done.get()).isPositive());
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

    @Test
    void an_error_in_one_of_many_leaves_nobody_waiting() {
        commit.present = new Failing();
        assertThatThrownBy(() -> groupCommit.submitAll(nothings(300))).isInstanceOf(OutOfMemoryError.class);

        commit.present = new Answering();
        assertThat(groupCommit.submit(new Nothing(1))).isEqualTo(1);
    }

    @Test
    void a_handler_that_asks_for_something_of_its_own_instance_is_told_instead_of_waiting_for_ever() {
        commit.present = new Answering() {
            @Override
            public boolean together(List<Slot<?>> group) {
                assertThatThrownBy(() -> groupCommit.submit(new Nothing(1)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("WorkflowContext");
                return super.together(group);
            }
        };
        assertThat(groupCommit.submit(new Nothing(1))).isEqualTo(1);
        assertThat(groupCommit.submit(new Nothing(1))).isEqualTo(1);
    }

    @Test
    void instances_of_a_type_that_conflicts_go_alone_and_one_at_a_time_and_others_pass_them() throws Exception {
        for (String id : List.of("a", "b", "c")) {
            conflicting.conflicted(new WorkflowId(id), "transfer");
        }
        Blocking blocking = new Blocking("a");
        commit.present = blocking;
        Future<Integer> first = submitted("a", 1);
        blocking.awaitOneMore();
        List<Future<Integer>> waiting = List.of(submitted("b", 2), submitted("c", 3));

        assertThat(submitted("other", 4).get()).isEqualTo(4);
        assertThat(waiting).noneMatch(Future::isDone);

        blocking.release();
        assertThat(first.get()).isEqualTo(1);
        assertThat(waiting.get(0).get()).isEqualTo(2);
        assertThat(waiting.get(1).get()).isEqualTo(3);
        assertThat(conflicting.laneOf(new WorkflowId("other"))).isEmpty();
    }

    @Test
    void a_turn_that_is_found_to_need_a_lane_goes_again_in_it_and_its_company_stays_together() {
        conflicting.conflicted(new WorkflowId("known"), "transfer");
        Revealing revealing = new Revealing(conflicting);
        commit.present = revealing;
        List<Nothing> errands = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            errands.add(new Nothing(n % 10 == 0 ? "transfer" + n % 30 : "other" + n, n));
        }

        groupCommit.submitAll(errands);

        assertThat(revealing.groups)
                .filteredOn(g -> g.stream().anyMatch(id -> id.startsWith("transfer")))
                .hasSize(10)
                .allMatch(g -> g.size() == 1);
        assertThat(revealing.groups).anyMatch(g -> g.size() > 10);
        assertThat(revealing.groups.stream().mapToInt(List::size).sum()).isEqualTo(100);
    }

    @Test
    void types_that_conflict_although_each_has_its_lane_share_one() {
        WorkflowId first = new WorkflowId("first");
        WorkflowId second = new WorkflowId("second");
        conflicting.conflicted(first, "debit");
        conflicting.conflicted(second, "credit");
        assertThat(conflicting.laneOf(first)).contains("debit");
        assertThat(conflicting.laneOf(second)).contains("credit");

        for (WorkflowId id : List.of(first, second)) {
            conflicting.enter(conflicting.laneOf(id));
            conflicting.conflicted(id);
            conflicting.leave();
        }

        assertThat(conflicting.laneOf(first))
                .isPresent()
                .isEqualTo(conflicting.laneOf(second))
                .isNotEqualTo(Optional.of("debit"));
    }

    @Test
    void who_stands_behind_an_instance_in_a_transaction_does_not_wait_for_it() throws Exception {
        Blocking blocking = new Blocking("long");
        commit.present = blocking;
        List<Future<Integer>> waiting = List.of(submitted("long", 1), submitted("long", 2), submitted("long", 3));
        blocking.awaitOneMore();

        assertThat(submitted("other", 4).get()).isEqualTo(4);
        assertThat(blocking.blocked()).isEqualTo(1);

        blocking.release();
        for (Future<Integer> done : waiting) {
            done.get();
        }
    }

    @Test
    void nobody_overtakes_an_errand_whose_thread_is_busy() throws Exception {
        slowTwice("alone");
        Blocking blocking = new Blocking("long");
        commit.present = blocking;
        Future<?> first =
                threads.submit(() -> groupCommit.submitAll(List.of(new Nothing("long", 0), new Nothing("alone", 1))));
        blocking.awaitOneMore();
        Future<Integer> second = submitted("alone", 2);
        for (int n = 0; n < 100; n++) {
            submitted("other", n).get();
        }
        blocking.release();
        first.get();
        second.get();

        assertThat(blocking.done)
                .filteredOn(e -> e.id.equals("alone"))
                .extracting(e -> e.number)
                .containsExactly(1, 2);
    }

    @Test
    void leaders_that_do_not_come_back_are_replaced() throws Exception {
        Blocking blocking = new Blocking("long");
        commit.present = blocking;
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int n = 1; n <= 10; n++) {
            waiting.add(submitted("long" + n, n));
            blocking.awaitOneMore();
        }

        assertThat(submitted("other", 0).get()).isEqualTo(0);

        blocking.release();
        for (Future<Integer> done : waiting) {
            done.get();
        }
    }

    @Test
    void an_instance_that_was_slow_has_no_company() throws Exception {
        slowTwice("slow");
        Noting noting = new Noting();
        commit.present = noting;
        List<Nothing> errands = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            errands.add(new Nothing(n % 10 == 0 ? "slow" : "quick" + n, n));
        }
        groupCommit.submitAll(errands);

        assertThat(noting.groups)
                .filteredOn(g -> g.contains("slow"))
                .hasSize(10)
                .allMatch(g -> g.size() == 1);
        assertThat(noting.groups).anyMatch(g -> g.size() > 1);

        slow.note(new WorkflowId("slow"), Duration.ofMillis(1));
        noting.groups.clear();
        groupCommit.submitAll(errands);
        assertThat(noting.groups).filteredOn(g -> g.contains("slow")).anyMatch(g -> g.size() > 1);
    }

    @Test
    void errands_of_an_instance_keep_their_order_and_are_never_in_two_transactions_whatever_fails() throws Exception {
        Quarrelsome quarrelsome = new Quarrelsome();
        commit.present = quarrelsome;
        AtomicInteger number = new AtomicInteger();
        Callable<Integer> many = () -> {
            for (int round = 0; round < 50; round++) {
                List<Nothing> errands = new ArrayList<>();
                for (int n = 0; n < 40; n++) {
                    errands.add(
                            new Nothing("t" + Thread.currentThread().getId() + "-" + n % 3, number.incrementAndGet()));
                    errands.add(new Nothing("shared" + n % 5, -1));
                }
                groupCommit.submitAll(errands);
            }
            return 0;
        };
        for (Future<Integer> done : threads.invokeAll(List.of(many, many, many, many))) {
            done.get();
        }

        assertThat(quarrelsome.failed).hasPositiveValue();
        assertThat(quarrelsome.faults).isEmpty();
        assertThat(quarrelsome.done.values().stream().mapToInt(List::size).sum())
                .isEqualTo(4 * 50 * 80);
    }

    @Test
    void locked_rows_cost_their_own_instances_only_and_keep_the_order() throws Exception {
        Locking locking = new Locking();
        commit.present = locking;
        List<Future<Integer>> held = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            held.add(submitted("locked" + n % 6, n));
            locking.awaitTried("locked" + n % 6);
        }

        for (int n = 0; n < 200; n++) {
            assertThat(submitted("free" + n % 7, n).get(2, TimeUnit.SECONDS)).isEqualTo(n);
        }
        assertThat(held).noneMatch(Future::isDone);
        assertThat(locking.mostWaiting).hasValueLessThanOrEqualTo(8).hasPositiveValue();

        locking.unlock();
        for (Future<Integer> done : held) {
            done.get();
        }
        for (int n = 0; n < 6; n++) {
            String id = "locked" + n;
            assertThat(locking.done.stream().filter(e -> e.id.equals(id)).map(e -> e.number))
                    .containsExactly(n, n + 6);
        }
    }

    @Test
    void who_has_other_things_to_do_is_told_of_all_locked_rows_at_once() {
        commit.present = new Locking();
        List<Nothing> errands = IntStream.range(0, 30)
                .mapToObj(n -> new Nothing((n % 3 == 0 ? "free" : "locked") + n, n))
                .toList();

        long begun = System.nanoTime();
        List<Optional<RuntimeException>> failures = groupCommit.impatiently(() -> groupCommit.submitEach(errands));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        for (int n = 0; n < 30; n++) {
            assertThat(failures.get(n).isEmpty()).as("errand " + n).isEqualTo(n % 3 == 0);
        }
    }

    @Test
    void who_brings_something_to_a_row_that_stays_locked_is_told_after_a_while() throws Exception {
        Locking locking = new Locking();
        commit.present = locking;
        List<Future<Integer>> held = List.of(submitted("locked", 1), submitted("locked", 2), submitted("locked", 3));

        for (Future<Integer> told : held) {
            assertThatThrownBy(() -> told.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(Contended.class)
                    .hasMessageContaining("'locked'");
        }
    }

    private void slowTwice(String id) {
        slow.note(new WorkflowId(id), Duration.ofSeconds(1));
        assertThat(slow.contains(new WorkflowId(id))).as("after once").isFalse();
        slow.note(new WorkflowId(id), Duration.ofSeconds(1));
    }

    private Future<Integer> submitted(String id, int number) {
        return threads.submit(() -> groupCommit.submit(new Nothing(id, number)));
    }

    private static List<Nothing> nothings(int count) {
        return IntStream.range(0, count).mapToObj(Nothing::new).toList();
    }

    private record Nothing(String id, int number) implements Errand<Integer> {

        Nothing(int number) {
            this("nobody" + number, number);
        }

        @Override
        public WorkflowId workflowId() {
            return new WorkflowId(id);
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
        public boolean together(List<Slot<?>> group) {
            return present.together(group);
        }

        @Override
        public void giveUp(Slot<?> slot) {
            present.giveUp(slot);
        }
    }

    /** Finds the rows of instances with a certain name locked until they are unlocked. */
    private static final class Locking extends Answering {

        private final CountDownLatch unlocked = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger mostWaiting = new AtomicInteger();
        private final Set<String> tried = ConcurrentHashMap.newKeySet();
        private final List<Nothing> done = new CopyOnWriteArrayList<>();

        @Override
        public boolean together(List<Slot<?>> group) {
            Slot<?> first = group.get(0);
            if (first.isWaiting()) {
                mostWaiting.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                awaitUnlocked();
                waiting.decrementAndGet();
            }
            for (Slot<?> slot : group) {
                Nothing errand = (Nothing) slot.errand;
                tried.add(errand.id);
                if (errand.id.startsWith("locked") && unlocked.getCount() > 0) {
                    slot.setLocked();
                } else {
                    done.add(errand);
                    slot.answer(errand.number);
                }
            }
            return true;
        }

        /** As long as the database does. */
        private void awaitUnlocked() {
            try {
                if (unlocked.await(2, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void giveUp(Slot<?> slot) {
            slot.fail(new Contended("The row of '" + slot.workflowId() + "' is locked"));
        }

        void awaitTried(String id) {
            while (!tried.contains(id)) {
                Thread.onSpinWait();
            }
        }

        void unlock() {
            unlocked.countDown();
        }
    }

    private static class Answering extends Commit {
        @Override
        public boolean together(List<Slot<?>> group) {
            group.forEach(slot -> slot.answer(slot.errand.nothingToDo()));
            return true;
        }
    }

    /** Goes on when two transactions are under way. */
    private static final class Meeting extends Answering {

        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public boolean together(List<Slot<?>> group) {
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the other one did not come", e);
            }
            return super.together(group);
        }
    }

    private static final class Failing extends Commit {
        @Override
        public boolean together(List<Slot<?>> group) {
            throw new OutOfMemoryError("as a test");
        }
    }

    /** Does not come back from instances with a certain name until it is released. */
    private static final class Blocking extends Answering {

        private final String name;
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger blocked = new AtomicInteger();
        private final Semaphore arrived = new Semaphore(0);
        private final List<Nothing> done = new CopyOnWriteArrayList<>();

        Blocking(String name) {
            this.name = name;
        }

        @Override
        public boolean together(List<Slot<?>> group) {
            if (group.stream().anyMatch(s -> s.workflowId().value().startsWith(name))) {
                blocked.incrementAndGet();
                arrived.release();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            group.forEach(slot -> done.add((Nothing) slot.errand));
            return super.together(group);
        }

        int blocked() {
            return blocked.get();
        }

        void awaitOneMore() throws InterruptedException {
            arrived.acquire();
        }

        void release() {
            gate.countDown();
        }
    }

    /** Remembers which instances had a transaction together. */
    private static final class Noting extends Answering {

        private final List<List<String>> groups = new CopyOnWriteArrayList<>();

        @Override
        public boolean together(List<Slot<?>> group) {
            groups.add(group.stream().map(s -> s.workflowId().value()).toList());
            return super.together(group);
        }
    }

    /** As the transaction of turns: only with the rows locked it is seen of which type an instance is. */
    private static final class Revealing extends Answering {

        private final ConflictingTypes conflicting;
        private final List<List<String>> groups = new CopyOnWriteArrayList<>();

        Revealing(ConflictingTypes conflicting) {
            this.conflicting = conflicting;
        }

        @Override
        public boolean together(List<Slot<?>> group) {
            group.forEach(s -> conflicting.note(
                    s.workflowId(), s.workflowId().value().startsWith("transfer") ? "transfer" : "other"));
            if (group.stream().anyMatch(s -> conflicting.isOutOfLane(s.workflowId()))) {
                throw new OutOfLane();
            }
            groups.add(group.stream().map(s -> s.workflowId().value()).toList());
            return super.together(group);
        }
    }

    /** Every second company fails; what does not keep the rules is written down. */
    private static final class Quarrelsome extends Answering {

        private final Map<String, List<Integer>> done = new ConcurrentHashMap<>();
        private final Set<String> inside = ConcurrentHashMap.newKeySet();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        public boolean together(List<Slot<?>> group) {
            Set<String> ids = group.stream().map(s -> s.workflowId().value()).collect(Collectors.toSet());
            ids.stream().filter(id -> !inside.add(id)).forEach(id -> faults.add(id + " is in two transactions"));
            LockSupport.parkNanos(1_000); // so that others meet it
            boolean fails = group.size() > 1 && ThreadLocalRandom.current().nextBoolean();
            if (fails) {
                failed.incrementAndGet();
            } else {
                group.forEach(this::note);
            }
            inside.removeAll(ids);
            return !fails && super.together(group);
        }

        private void note(Slot<?> slot) {
            Nothing errand = (Nothing) slot.errand;
            List<Integer> before = done.computeIfAbsent(errand.id, id -> new CopyOnWriteArrayList<>());
            if (errand.number > 0 && !before.isEmpty() && before.get(before.size() - 1) >= errand.number) {
                faults.add(errand + " comes after " + before.get(before.size() - 1));
            }
            before.add(errand.number);
        }
    }
}
