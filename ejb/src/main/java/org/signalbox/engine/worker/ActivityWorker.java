package org.signalbox.engine.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.signalbox.client.Unavailable;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.activity.Attempt;
import org.signalbox.engine.activity.AttemptOutcome;
import org.signalbox.engine.activity.AttemptTransaction;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.gate.GroupCommit;

/** Carries out attempts: begin in one transaction, call the bean in none of ours, record in another. */
@ApplicationScoped
public class ActivityWorker {

    @Inject
    private ActivityTransaction transaction;

    @Inject
    private AttemptTransaction attempts;

    @Inject
    private Clock clock;

    @Inject
    private ActivityStore activities;

    @Inject
    private ActivitySender sender;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private Outage outage;

    @Inject
    private AttemptThreads threads;

    /** Idempotent: a message delivered twice finds its attempt begun. */
    public void work(Attempt attempt) {
        Optional<ActivityTransaction.Call> call = outage.outlast(() -> transaction.begin(attempt, threads::hasRoomFor));
        call.map(c -> new LiveAttempt(c, attempts, clock)).ifPresent(this::carryOut);
    }

    private void carryOut(LiveAttempt live) {
        AttemptOutcome outcome = threads.carryOut(live);
        outage.outlast(() -> end(live.call().attempt(), outcome, live.lastDetails()));
    }

    /**
     * Ends an attempt, or notes that it goes on outside.
     *
     * @return false if it had ended before
     */
    boolean end(Attempt attempt, AttemptOutcome outcome) {
        return end(attempt, outcome, Optional.empty());
    }

    private boolean end(Attempt attempt, AttemptOutcome outcome, Optional<String> details) {
        if (outcome instanceof AttemptOutcome.Later) {
            attempts.leaveOutside(attempt);
            return true;
        }
        if (outcome instanceof AttemptOutcome.Failed failed) {
            ActivityTransaction.Next next = transaction.retry(attempt, failed, details);
            if (next != ActivityTransaction.Next.FINAL) {
                return next == ActivityTransaction.Next.AGAIN;
            }
        }
        return record(attempt, outcome);
    }

    /** What can't be stored, although the database works, would not be stored the next time either. */
    private boolean record(Attempt attempt, AttemptOutcome outcome) {
        try {
            return groupCommit.submit(new OutcomeErrand(attempt, outcome, activities));
        } catch (RuntimeException e) {
            if (e instanceof Unavailable || Outage.isBehind(e) || !(outcome instanceof AttemptOutcome.Succeeded)) {
                throw e;
            }
            String why = "The result can't be stored. " + AuthorFailure.textOf(e);
            return end(attempt, AttemptOutcome.Failed.told(why, true, Optional.empty()));
        }
    }

    /** Looks after activities whose message or worker got lost, and those whose back-off is over. */
    public boolean sweep(int limit) {
        ActivityTransaction.Found found = transaction.sweep(limit);
        if (!found.toSend().isEmpty() && !sender.send(found.toSend())) {
            transaction.notSent(found.toSend());
        }
        for (Attempt attempt : found.timedOut()) {
            AttemptOutcome.Failed timedOut =
                    AttemptOutcome.Failed.told("The last attempt did not end in time", false, Optional.empty());
            groupCommit.submit(new OutcomeErrand(attempt, timedOut, activities));
        }
        return found.toSend().size() + found.timedOut().size() >= limit;
    }
}
