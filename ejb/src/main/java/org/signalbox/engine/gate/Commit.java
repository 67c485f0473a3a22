package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.engine.application.Contended;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.application.Readiness;

/** Brings errands through transactions, whatever goes wrong, and hands out answers or failures. */
@ApplicationScoped
public class Commit {

    /** Conflicts with other transactions, such as two that make the same row, pass when repeated. */
    private static final int ATTEMPTS = 4;

    /** So many conflicts in one turn, or so long, are no accident: the next one is a failure of its code. */
    private static final int MOST_CONFLICTS = 30;

    private static final Duration LONGEST_CONFLICT = Duration.ofMinutes(1);

    private static final int LONGEST_PAUSE_MILLIS = 256;

    /** An author's code can interrupt itself again and again. */
    private static final int MOST_INTERRUPTIONS = 3;

    /** For errands that have met a conflict; fair, so that each gets its turn. */
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    private TurnTransaction transaction;
    private BirthTransaction births;
    private AfterCommit afterCommit;
    private ConflictingTypes conflicting;
    private Readiness readiness;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Commit() {}

    @Inject
    Commit(
            TurnTransaction transaction,
            BirthTransaction births,
            AfterCommit afterCommit,
            ConflictingTypes conflicting,
            Readiness readiness) {
        this.transaction = transaction;
        this.births = births;
        this.afterCommit = afterCommit;
        this.conflicting = conflicting;
        this.readiness = readiness;
    }

    /**
     * @return whether every slot has its answer or failure now; if not, they must be repeated one by one
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
                    transact(group.stream().map(s -> s.errand).toList(), Optional.empty());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer(done.answers().get(i));
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
            TurnTransaction.Done done = run(slot.errand);
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
    private TurnTransaction.Done run(Errand<?> errand) {
        Repeated repeated = new Repeated(errand.workflowId());
        try {
            return run(errand, repeated);
        } finally {
            repeated.end();
        }
    }

    private TurnTransaction.Done run(Errand<?> errand, Repeated repeated) {
        Optional<AuthorFailure> failure = Optional.empty();
        int attempt = 0;
        while (true) {
            try {
                return transact(List.of(errand), failure);
            } catch (OutOfLane e) {
                throw e;
            } catch (TurnRolledBack | RuntimeException e) {
                if (Outage.isBehind(e)) {
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

        Repeated(WorkflowId id) {
            this.id = id;
        }

        /**
         * Whether to try again at once, after a pause of milliseconds; then the conflict or interruption does not count.
         *
         * @throws Unavailable if it was interrupted because the application is being stopped: its message stays in the queue
         */
        boolean again(Exception e) {
            boolean interrupted = e instanceof TurnRolledBack rolledBack
                    && rolledBack
                            .authorFailure()
                            .filter(AuthorFailure::isInterruption)
                            .isPresent();
            if (interrupted) {
                if (readiness.isStopping()) {
                    throw new Unavailable("The server is being stopped", Causes.copyOf(e));
                }
                if (++interruptions <= MOST_INTERRUPTIONS) {
                    return true;
                }
            }
            return Conflict.isBehind(e) && mayMeetAnother(e);
        }

        void end() {
            if (oneAtATime.isHeldByCurrentThread()) {
                oneAtATime.unlock();
            }
        }

        private boolean mayMeetAnother(Exception e) {
            conflicting.conflicted(id);
            if (!oneAtATime.isHeldByCurrentThread()) {
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
    private TurnTransaction.Done transact(List<? extends Errand<?>> errands, Optional<AuthorFailure> failure)
            throws TurnRolledBack {
        while (true) {
            try {
                return transaction.run(errands, failure);
            } catch (TurnRolledBack e) {
                if (e.getCause() instanceof OutOfLane outOfLane) {
                    throw outOfLane;
                }
                if (!(e.getCause() instanceof InstancesMissing missing)) {
                    throw e;
                }
                births.make(missing.ids());
            }
        }
    }
}
