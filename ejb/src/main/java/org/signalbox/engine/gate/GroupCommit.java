package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.Contended;

/**
 * Lets errands that are ready at the same time share one transaction.
 *
 * <p>The threads that bring errands stand in line; the first becomes a leader, takes as many as there are (up to a limit)
 * into one transaction and hands the answers out; then the next in line leads. So nobody waits for company, and the
 * busier it is, the more errands share a commit. If a shared transaction fails, each of its errands gets one of its own.
 *
 * <p>A row that somebody else has locked costs its own instance only. Shared transactions do not wait for locked rows; the errands
 * of such an instance stay in line, at their places. They are tried again with others, which costs nothing, and from time to time
 * one of a few transactions that have no company waits for the lock, so that it comes in its turn.
 *
 * <p>Nobody waits for the slowness of others: an errand whose instance is in a transaction stays in line without keeping those
 * behind it, instances whose code was {@linkplain SlowInstances slow} have no company, and in place of a leader who does not
 * come back soon there is another one.
 */
@ApplicationScoped
public class GroupCommit {

    /** Two: while one waits for the disk, the other computes. */
    private static final int LEADERS = Integer.getInteger("signalbox.commit.leaders", 2);

    /** With those who do not come back soon. */
    private static final int MOST_LEADERS = Math.max(16, LEADERS);

    private static final int LARGEST_GROUP = Integer.getInteger("signalbox.commit.group", 64);

    private static final long SOON = Duration.ofMillis(100).toNanos();

    /** So many transactions may wait for locked rows; each needs a connection. */
    private static final int MOST_WAITING = Integer.getInteger("signalbox.commit.waiting", 8);

    /** Before an errand that waited for a lock may wait again, so that others may. */
    private static final long BETWEEN_WAITS = Duration.ofSeconds(5).toNanos();

    private static final long BETWEEN_TRIES = Duration.ofMillis(250).toNanos();

    /** Then its bringer is told. */
    private static final long LOCKED_FOR_LONG = Duration.ofSeconds(10).toNanos();

    /** Then an impatient one is told: longer than turns of another server last. */
    private static final long LOCKED_BRIEFLY = Duration.ofSeconds(1).toNanos();

    private final List<Slot<?>> line = new ArrayList<>();
    private final List<Group> underWay = new ArrayList<>();
    private final Set<WorkflowId> busy = new HashSet<>();

    /** Those of {@link ConflictingTypes} that have a transaction. */
    private final Set<String> busyLanes = new HashSet<>();

    /** Whether this thread is in a transaction of errands, that is, in the author's code. */
    private final ThreadLocal<Boolean> leading = ThreadLocal.withInitial(() -> false);

    /** Whether this thread has other things to do than to wait for locked rows. */
    private final ThreadLocal<Boolean> impatient = ThreadLocal.withInitial(() -> false);

    private Commit commit;
    private SlowInstances slow;
    private ConflictingTypes conflicting;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected GroupCommit() {}

    @Inject
    GroupCommit(Commit commit, SlowInstances slow, ConflictingTypes conflicting) {
        this.commit = commit;
        this.slow = slow;
        this.conflicting = conflicting;
    }

    /** The errands of a transaction; the first one's thread leads. */
    private static final class Group {

        private final List<Slot<?>> slots = new ArrayList<>();
        private final Set<WorkflowId> instances = new HashSet<>();
        private final long begun = System.nanoTime();
        private final Optional<String> lane;

        private Group(Slot<?> first, Optional<String> lane) {
            this.lane = lane;
            add(first);
        }

        private void add(Slot<?> slot) {
            slots.add(slot);
            instances.add(slot.workflowId());
        }

        /** It does not count as one of the leaders. */
        private boolean isWaiting() {
            return slots.get(0).isWaiting();
        }

        private boolean isYoung() {
            return System.nanoTime() - begun < SOON;
        }
    }

    /**
     * Does an errand and waits for it.
     *
     * @return once its effects are durable
     * @throws Unavailable if the database can't be reached; nothing is known of the errand then
     */
    public <A> A submit(Errand<A> errand) {
        Bringer bringer = new Bringer();
        Slot<A> slot = new Slot<>(errand, bringer, impatient.get());
        waitFor(List.of(slot), bringer).ifPresent(e -> {
            throw e;
        });
        return slot.result();
    }

    /**
     * Does several errands that do not depend on each other, and waits for all of them.
     *
     * @throws Unavailable if the database could not be reached for one of them
     */
    public void submitAll(List<? extends Errand<?>> errands) {
        List<Slot<?>> slots = new ArrayList<>();
        waitForAll(errands, slots).ifPresent(e -> {
            throw e;
        });
        slots.forEach(Slot::result);
    }

    /** As {@link #submitAll}, but for who goes on with the others if one fails: the failure of each, in their order. */
    public List<Optional<RuntimeException>> submitEach(List<? extends Errand<?>> errands) {
        List<Slot<?>> slots = new ArrayList<>();
        waitForAll(errands, slots);
        return slots.stream().map(Slot::failure).toList();
    }

    /** Does work of this thread, in which errands of instances whose rows stay locked fail soon, as {@link Contended}. */
    public <T> T impatiently(Supplier<T> work) {
        impatient.set(true);
        try {
            return work.get();
        } finally {
            impatient.remove();
        }
    }

    private Optional<Error> waitForAll(List<? extends Errand<?>> errands, List<Slot<?>> slots) {
        Bringer bringer = new Bringer();
        errands.forEach(e -> slots.add(new Slot<>(e, bringer, impatient.get())));
        return waitFor(slots, bringer);
    }

    /**
     * The error of the Java machine that one of them met, if any; its slot has failed.
     *
     * <p>What a handler asks for here would not be undone with its turn, and could wait for that turn to end.
     */
    private Optional<Error> waitFor(List<? extends Slot<?>> slots, Bringer bringer) {
        if (leading.get()) {
            throw new IllegalStateException(
                    "A handler can't use the client: what it asks for must commit together with its"
                            + " fields. Let it use the WorkflowContext, such as send and child, or an activity.");
        }
        enqueue(slots);
        Optional<Error> error = Optional.empty();
        while (!bringer.isDone()) {
            try {
                bringer.await(SOON).ifPresentOrElse(this::lead, this::promote);
            } catch (Error e) { // with the rest in line, its thread may not leave
                error = Optional.of(e);
            }
        }
        return error;
    }

    private synchronized void enqueue(List<? extends Slot<?>> slots) {
        line.addAll(slots);
        promote();
    }

    /**
     * Makes leaders, as many as there may be, of those who wait for longest, whose thread has nothing to do and whose instance
     * is in no transaction, nor another of its type if that type conflicts.
     *
     * <p>Proof that nobody waits for ever: whenever a group ends, its instances, its lane and its leader are free, and this is
     * called. So when there is no group, there is no line.
     */
    private synchronized void promote() {
        takeFromLine(
                () -> underWay.stream().filter(Group::isWaiting).count() < MOST_WAITING,
                slot -> slot.isLocked() && slot.sinceWaited() > BETWEEN_WAITS && mayLead(slot),
                slot -> {
                    slot.setWaiting();
                    beginGroup(slot);
                });
        takeFromLine(this::mayLead, slot -> isDue(slot) && mayLead(slot), this::beginGroup);
    }

    private void beginGroup(Slot<?> slot) {
        Group group = new Group(slot, conflicting.laneOf(slot.workflowId()));
        group.lane.ifPresent(busyLanes::add);
        underWay.add(group);
        slot.lead();
    }

    private boolean mayLead(Slot<?> slot) {
        return !isLeading(slot) && isFree(slot);
    }

    private static boolean isDue(Slot<?> slot) {
        return !slot.isLocked() || slot.sinceTried() > BETWEEN_TRIES;
    }

    private boolean isFree(Slot<?> slot) {
        return !busy.contains(slot.workflowId())
                && conflicting
                        .laneOf(slot.workflowId())
                        .filter(busyLanes::contains)
                        .isEmpty();
    }

    /** Errands of one instance keep their order: if one of them is passed over, so are those behind it. */
    private void takeFromLine(BooleanSupplier more, Predicate<Slot<?>> fits, Consumer<Slot<?>> taker) {
        Set<WorkflowId> passed = new HashSet<>();
        Iterator<Slot<?>> waiting = line.iterator();
        while (waiting.hasNext() && more.getAsBoolean()) {
            Slot<?> next = waiting.next();
            WorkflowId id = next.workflowId();
            if (fits.test(next) && !passed.contains(id)) {
                waiting.remove();
                busy.add(id);
                taker.accept(next);
            } else {
                passed.add(id);
            }
        }
    }

    private boolean isLeading(Slot<?> slot) {
        return underWay.stream().anyMatch(g -> g.slots.get(0).bringer == slot.bringer);
    }

    private boolean mayLead() {
        List<Group> leading =
                underWay.stream().filter(group -> !group.isWaiting()).toList();
        return leading.size() < LEADERS
                || (leading.size() < MOST_LEADERS
                        && leading.stream().filter(Group::isYoung).count() < LEADERS);
    }

    /** Brings one group through. */
    private void lead(Slot<?> own) {
        Group group = fill(own);
        boolean through = true;
        group.slots.forEach(Slot::setTried);
        leading.set(true);
        conflicting.enter(group.lane);
        try {
            through = commit.together(group.slots);
            if (!through) {
                group.slots.forEach(Slot::setAlone);
            }
        } catch (OutOfLane e) {
            through = false;
        } finally {
            conflicting.leave();
            leading.remove();
            if (through) {
                group.slots.stream()
                        .filter(slot -> !slot.isOver() && !slot.isFoundLocked())
                        .forEach(GroupCommit::abandon);
                group.slots.stream()
                        .filter(slot -> slot.isFoundLocked() && slot.lockedNanos() > LOCKED_FOR_LONG)
                        .forEach(commit::giveUp);
            }
            end(group);
        }
    }

    /** After an error of the Java machine nobody else knows of these. */
    private static void abandon(Slot<?> slot) {
        slot.fail(new Unavailable("The transaction ended in an error", new IllegalStateException("no answer")));
    }

    /** Gives a leader its company. */
    private synchronized Group fill(Slot<?> own) {
        Group group =
                underWay.stream().filter(g -> g.slots.get(0) == own).findFirst().orElseThrow();
        if (!goesAlone(own)) {
            takeFromLine(() -> group.slots.size() < LARGEST_GROUP, slot -> fitsIn(group, slot), group::add);
        }
        return group;
    }

    private boolean fitsIn(Group group, Slot<?> slot) {
        WorkflowId id = slot.workflowId();
        return !goesAlone(slot) && isDue(slot) && (group.instances.contains(id) || !busy.contains(id));
    }

    private boolean goesAlone(Slot<?> slot) {
        return slot.isAlone()
                || slot.isWaiting()
                || slow.contains(slot.workflowId())
                || conflicting.laneOf(slot.workflowId()).isPresent();
    }

    /** Tells an impatient bringer of all rows that are locked, not of one after the other. */
    private static boolean isTold(Slot<?> slot) {
        boolean told = slot.isImpatient() && slot.lockedNanos() > LOCKED_BRIEFLY;
        if (told) {
            slot.fail(new Contended("The row of instance '" + slot.workflowId() + "' is locked"));
        }
        return told;
    }

    /** Who has waited for long behind one that was given up learns the same at once. */
    private void failBehind(Slot<?> first) {
        first.failure()
                .ifPresent(locked -> line.removeIf(slot -> {
                    boolean behind = slot.workflowId().equals(first.workflowId()) && slot.age() > LOCKED_FOR_LONG;
                    if (behind) {
                        slot.fail(locked);
                    }
                    return behind;
                }));
    }

    /** Those that are not over are repeated, before all that came after them. */
    private synchronized void end(Group group) {
        underWay.remove(group);
        busy.removeAll(group.instances);
        group.lane.ifPresent(busyLanes::remove);
        line.addAll(0, group.slots.stream().filter(slot -> !slot.isOver()).toList());
        group.slots.stream().filter(Slot::isFoundLocked).forEach(this::failBehind);
        line.removeIf(GroupCommit::isTold);
        promote();
    }
}
