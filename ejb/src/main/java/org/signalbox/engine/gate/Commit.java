package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.engine.application.Contended;
import org.signalbox.engine.application.DatabaseProbe;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.application.ServerStopping;
import org.signalbox.engine.effect.Outbox;
import org.signalbox.engine.instance.LockHolders;

/** Brings errands through transactions, whatever goes wrong, and hands out answers or failures. */
@ApplicationScoped
public class Commit {

    /** Conflicts with other transactions, such as two that make the same row, pass when repeated. */
    private static final int ATTEMPTS = 4;

    /** So many conflicts in one turn, or so long, are no accident: the next one is a failure of its code. */
    private static final int MOST_CONFLICTS = 30;

    private static final Duration LONGEST_CONFLICT = Duration.ofMinutes(1);

    private static final int LONGEST_PAUSE_MILLIS = 256;

    /** So many connections that are gone are met at most after one was cut. */
    private static final int MOST_STALE = 5;

    /** Code that took less has not had its connection cut for idleness. */
    private static final Duration LONG = Duration.ofSeconds(1);

    /** An author's code can interrupt itself again and again. */
    private static final int MOST_INTERRUPTIONS = 3;

    /** For errands that have met a conflict; fair, so that each gets its turn. */
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    private TurnTransaction transaction;
    private BirthTransaction births;
    private AfterCommit afterCommit;
    private ConflictingTypes conflicting;
    private SlowInstances slow;
    private Readiness readiness;
    private LockHolders holders;
    private BooleanSupplier databaseAnswers;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Commit() {}

    @Inject
    Commit(
            TurnTransaction transaction,
            BirthTransaction births,
            AfterCommit afterCommit,
            ConflictingTypes conflicting,
            SlowInstances slow,
            Readiness readiness,
            LockHolders holders,
            DatabaseProbe database) {
        this(transaction, births, afterCommit, conflicting, slow, readiness, holders, database::answers);
    }

    Commit(
            TurnTransaction transaction,
            BirthTransaction births,
            AfterCommit afterCommit,
            ConflictingTypes conflicting,
            SlowInstances slow,
            Readiness readiness,
            LockHolders holders,
            BooleanSupplier databaseAnswers) {
        this.transaction = transaction;
        this.births = births;
        this.afterCommit = afterCommit;
        this.conflicting = conflicting;
        this.slow = slow;
        this.readiness = readiness;
        this.holders = holders;
        this.databaseAnswers = databaseAnswers;
    }

    /**
     * @return whether every slot has its answer or failure now, or is {@linkplain Slot#isLocked locked}; if not, they must be
     *     repeated one by one
     * @throws OutOfLane if nothing was done, and all go back to the line
     */
    public boolean together(List<Slot<?>> group) {
        if (group.size() > 1) {
            return shared(group);
        }
        alone(group.get(0));
        return true;
    }

    private boolean shared(List<Slot<?>> group) {
        try {
            TurnTransaction.Done done =
                    transact(group.stream().map(s -> s.errand).toList(), TurnTransaction.Terms.FIRST);
            Iterator<Object> answers = done.answers().iterator();
            for (Slot<?> slot : group) {
                if (done.locked().contains(slot.workflowId())) {
                    slot.setLocked();
                } else {
                    slot.answer(answers.next());
                }
            }
            afterCommit.carryOut(done.outbox());
            return true;
        } catch (OutOfLane e) {
            throw e;
        } catch (TurnRolledBack | RuntimeException | Error e) { // alone, each finds out whether it is to blame
            if (Outage.isBehind(e)) {
                Unavailable away = unavailable(e);
                group.forEach(slot -> slot.fail(away));
                return true;
            }
            return false;
        }
    }

    private static Unavailable unavailable(Throwable e) {
        return new Unavailable("The database can't be used: " + rootOf(e), e);
    }

    private static String rootOf(Throwable e) {
        return AuthorFailure.textOf(Causes.rootOf(e));
    }

    private void alone(Slot<?> slot) {
        try {
            TurnTransaction.Done done = run(slot);
            if (done.answers().isEmpty()) {
                slot.setLocked();
                return;
            }
            slot.answer(done.answers().get(0));
            afterCommit.carryOut(done.outbox());
        } catch (OutOfLane e) {
            throw e;
        } catch (RuntimeException e) {
            slot.fail(e);
        } catch (Error e) {
            slot.fail(new IllegalStateException(e));
            throw e;
        }
    }

    /**
     * Runs one errand. Author code that fails parks the instance; a failure of the database is the caller's to wait for; what
     * fails again and again although the database works, such as a constraint that an author's entity violates at the
     * commit, is the author's failure too. Conflicts with other transactions, and interruptions, are nobody's: the errand is
     * repeated at once.
     */
    private TurnTransaction.Done run(Slot<?> slot) {
        Repeated repeated = new Repeated(slot.workflowId());
        try {
            return run(slot, repeated);
        } finally {
            repeated.end();
        }
    }

    private TurnTransaction.Done run(Slot<?> slot, Repeated repeated) {
        Optional<AuthorFailure> failure = Optional.empty();
        int attempt = 0;
        while (true) {
            repeated.begin();
            try {
                boolean waits = slot.isWaiting() || failure.isPresent();
                return transact(List.of(slot.errand), new TurnTransaction.Terms(failure, waits, Set.of()));
            } catch (OutOfLane e) {
                throw e;
            } catch (TurnRolledBack | RuntimeException e) {
                if (e.getCause() instanceof InstancesLocked && failure.isEmpty()) {
                    return new TurnTransaction.Done(List.of(), Set.of(slot.workflowId()), new Outbox());
                }
                if (failure.isEmpty() && repeated.isTimeOut(e)) {
                    failure =
                            Optional.of(new AuthorFailure("Instance '" + slot.workflowId() + "'", repeated.timeOut(e)));
                    continue;
                }
                if (Outage.isBehind(e)) {
                    if (failure.isPresent() ? repeated.isStale() : repeated.mayBeTimeOut(e)) {
                        continue;
                    }
                    throw unavailable(e);
                }
                if (failure.isEmpty() && repeated.again(e)) {
                    continue;
                }
                if (++attempt > 2 * ATTEMPTS) {
                    throw notDone(e);
                }
                if (e instanceof TurnRolledBack rolledBack
                        && rolledBack.authorFailure().isPresent()) {
                    failure = rolledBack.authorFailure();
                } else if (attempt >= ATTEMPTS && failure.isEmpty() && !Conflict.isBehind(e)) {
                    failure = Optional.of(new AuthorFailure("At the commit of the turn", Causes.rootOf(e)));
                }
            }
        }
    }

    /** Tells the bringer of an errand that somebody holds the row of its instance. */
    public void giveUp(Slot<?> slot) {
        String held = holders.of(slot.workflowId())
                .map(holder -> "It is held by " + holder + ".")
                .orElse("Who holds it is not known.");
        slot.fail(new Contended("The row of instance '" + slot.workflowId() + "' has been locked for "
                + Duration.ofNanos(slot.lockedNanos()).toSeconds() + " s. " + held));
    }

    private static RuntimeException notDone(Exception e) {
        String why = "The transaction could not be committed: " + rootOf(e);
        if (Conflict.isBehind(e)) {
            return new Contended(why, Causes.copyOf(e));
        }
        return Conflict.isOfData(e)
                ? new Unstorable(Causes.copyOf(Causes.rootOf(e)))
                : new Unavailable(why, Causes.copyOf(e));
    }

    /**
     * What of one errand was repeated without being counted.
     *
     * <p>Once it has met a conflict it is repeated under a lock that all such errands of this server share. Otherwise those that
     * repeat would meet each other again and again, and PostgreSQL takes a second to find each deadlock.
     */
    private final class Repeated {

        private final WorkflowId id;
        private long begun = System.nanoTime();
        private int conflicts;
        private int interruptions;
        private int cuts;
        private int stale;
        private long tryBegun;

        Repeated(WorkflowId id) {
            this.id = id;
        }

        /**
         * Whether to try again at once, after a pause of milliseconds; then the conflict or interruption does not count.
         *
         * @throws ServerStopping if its code failed while the server is being suspended or stopped, which may have interrupted it
         *     whatever it made of that: its message stays in the queue
         */
        boolean again(Exception e) {
            Optional<AuthorFailure> code =
                    e instanceof TurnRolledBack rolledBack ? rolledBack.authorFailure() : Optional.empty();
            if (code.isPresent() && readiness.mayInterrupt()) {
                throw new ServerStopping(Causes.copyOf(e));
            }
            if (code.filter(AuthorFailure::isInterruption).isPresent() && ++interruptions <= MOST_INTERRUPTIONS) {
                return true;
            }
            return Conflict.isBehind(e) && mayMeetAnother(e);
        }

        /**
         * Whether the database ended the connection because the author's code did nothing with it for too long. It may say so, or
         * the connection is just gone: then that must happen twice, with a database that answers.
         */
        boolean isTimeOut(Exception e) {
            return tookLong()
                    && (Outage.isIdleCut(e) || (cuts > 0 && Outage.isBehind(e) && databaseAnswers.getAsBoolean()));
        }

        boolean mayBeTimeOut(Exception e) {
            if (!Outage.isBehind(e)) {
                return false;
            }
            if (tookLong()) {
                return databaseAnswers.getAsBoolean() && ++cuts <= 2;
            }
            return cuts > 0 && isStale();
        }

        /** After a cut the pool may still have the connection, and give it out once more. */
        boolean isStale() {
            return ++stale <= MOST_STALE && databaseAnswers.getAsBoolean();
        }

        RuntimeException timeOut(Exception e) {
            return new IllegalStateException(
                    "The code took " + took().toSeconds()
                            + " s, and the database ended its connection meanwhile. Move what takes long into an"
                            + " activity.",
                    Causes.copyOf(Causes.rootOf(e)));
        }

        /** Before each try. */
        void begin() {
            tryBegun = System.nanoTime();
        }

        private Duration took() {
            return slow.lastSince(id, tryBegun);
        }

        private boolean tookLong() {
            return took().compareTo(LONG) > 0;
        }

        void end() {
            if (oneAtATime.isHeldByCurrentThread()) {
                oneAtATime.unlock();
            }
        }

        private boolean mayMeetAnother(Exception e) {
            conflicting.conflicted(id);
            if (Conflict.isLockWait(e)) {
                end(); // who has to wait for a lock must not keep others from repeating what was a deadlock
            } else if (!oneAtATime.isHeldByCurrentThread()) {
                oneAtATime.lock();
                begun = System.nanoTime();
            }
            long nanos = System.nanoTime() - begun;
            if (++conflicts >= MOST_CONFLICTS || nanos > LONGEST_CONFLICT.toNanos()) {
                GateLog.LOG.conflictCounts(id, conflicts, nanos / 1_000_000, rootOf(e));
                return false;
            }
            int most = Math.min(LONGEST_PAUSE_MILLIS, 2 << Math.min(conflicts, 16));
            readiness.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, most)));
            return true;
        }
    }

    /** As {@link TurnTransaction#run}, with the rows of new instances made before. */
    private TurnTransaction.Done transact(List<? extends Errand<?>> errands, TurnTransaction.Terms terms)
            throws TurnRolledBack {
        TurnTransaction.Terms present = terms;
        while (true) {
            try {
                return transaction.run(errands, present);
            } catch (TurnRolledBack e) {
                if (e.getCause() instanceof OutOfLane outOfLane) {
                    throw outOfLane;
                }
                if (!(e.getCause() instanceof InstancesMissing missing)) {
                    throw e;
                }
                make(missing.ids());
                present = present.withRows(missing.ids());
            }
        }
    }

    private void make(SortedSet<WorkflowId> ids) throws TurnRolledBack {
        try {
            births.make(ids);
        } catch (RuntimeException e) {
            if (Conflict.isLockWait(e)) { // another server is making the same row, and has not come to its end
                throw new TurnRolledBack(new InstancesLocked(ids, Causes.copyOf(e)));
            }
            throw e;
        }
    }
}
