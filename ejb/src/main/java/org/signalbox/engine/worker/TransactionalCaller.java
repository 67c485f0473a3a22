package org.signalbox.engine.worker;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.gate.AfterCommit;
import org.signalbox.engine.gate.Conflict;
import org.signalbox.engine.gate.TurnRolledBack;
import org.signalbox.engine.gate.TurnTransaction;

/**
 * Calls a bean and records its result in one transaction.
 *
 * <p>Proof of exactly once: the transaction commits only if it found, under the lock of the activity's row, that this attempt is
 * still the running one, and it ends that state. So of all attempts, however many were begun, cut off or late, at most
 * one commits what its bean did; and there is an outcome if and only if one did.
 *
 * <p>The transaction locks what the bean touches first and the instance last. A handler of the same instance that touches the
 * same rows may meet it in a deadlock; the database ends one of the two, and that one is tried again at once.
 */
@ApplicationScoped
public class TransactionalCaller {

    /** A conflict with another transaction is not the bean's failure; after so many it is. */
    private static final int MOST_CONFLICTS = 20;

    private static final int LONGEST_PAUSE_MILLIS = 100;

    /** Beyond the time of the attempt, so that who is too late is told so, and not that the transaction is gone. */
    private static final int SECONDS_MORE = 5;

    @Resource(lookup = "java:jboss/UserTransaction")
    private UserTransaction transaction;

    @Inject
    private IdleLimit idleLimit;

    @Inject
    private TurnTransaction turns;

    @Inject
    private AfterCommit afterCommit;

    @Inject
    private ActivityStore activities;

    @Inject
    private Readiness readiness;

    /** The call of the bean. */
    interface Work {
        /** @return the result as JSON */
        String call() throws Throwable;
    }

    /**
     * Calls the bean; a second time, after everything was rolled back, if the workflow's code fails on the result: then the
     * instance is parked with the result noted.
     *
     * @throws Throwable whatever the bean or the commit throws; all is rolled back then
     */
    CallResult call(LiveAttempt attempt, Work work) throws Throwable {
        int conflicts = 0;
        while (true) {
            try {
                return onceOrParked(attempt, work);
            } catch (Exception e) {
                if (!Conflict.isBehind(e)
                        || ++conflicts > MOST_CONFLICTS
                        || attempt.patience().toMillis() <= 0) {
                    throw e;
                }
                readiness.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS)));
            }
        }
    }

    private CallResult onceOrParked(LiveAttempt attempt, Work work) throws Throwable {
        try {
            return once(attempt, work, Optional.empty());
        } catch (TurnRolledBack e) {
            if (e.authorFailure().isEmpty() || Conflict.isBehind(e)) {
                throw e;
            }
            return once(attempt, work, e.authorFailure());
        }
    }

    private CallResult once(LiveAttempt attempt, Work work, Optional<AuthorFailure> failure) throws Throwable {
        int seconds = (int)
                Math.min(Integer.MAX_VALUE / 2, Math.max(0, attempt.patience().toSeconds()) + SECONDS_MORE);
        transaction.setTransactionTimeout(seconds);
        transaction.begin();
        try {
            idleLimit.extendTo(seconds);
            ActivityOutcome.Completed outcome = new ActivityOutcome.Completed(work.call());
            if (attempt.isCompletedLater()) {
                throw new IllegalStateException("A transactional activity can't be completed later");
            }
            Thread.interrupted(); // the bean may have left it set, and it would disturb the commit
            if (attempt.patience().toMillis() <= 0) {
                return new CallResult.Recorded(); // its time is over, and that has been recorded
            }
            OutcomeErrand errand = OutcomeErrand.ofRunning(attempt.call().attempt(), outcome, activities);
            TurnTransaction.Done done = turns.join(List.of(errand), failure);
            if (done.answers().get(0).equals(true)) {
                transaction.commit();
                afterCommit.carryOut(done.outbox());
            }
            return new CallResult.Recorded();
        } finally {
            rollBackIfOpen();
            transaction.setTransactionTimeout(0);
        }
    }

    private void rollBackIfOpen() throws SystemException {
        if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            transaction.rollback();
        }
    }
}
