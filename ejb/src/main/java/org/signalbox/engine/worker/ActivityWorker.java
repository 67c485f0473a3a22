package org.signalbox.engine.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.activity.Attempt;
import org.signalbox.engine.activity.AttemptOutcome;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.gate.GroupCommit;

/** Carries out attempts: begin in one transaction, call the bean in none of ours, record in another. */
@ApplicationScoped
public class ActivityWorker {

    @Inject
    private ActivityTransaction transaction;

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
        call.ifPresent(c -> record(attempt, threads.carryOut(c)));
    }

    private void record(Attempt attempt, AttemptOutcome outcome) {
        outage.outlast(() -> {
            boolean again = outcome instanceof AttemptOutcome.Failed failed && transaction.retry(attempt, failed);
            return again || groupCommit.submit(new OutcomeErrand(attempt, outcome, activities));
        });
    }

    /** Looks after activities whose message or worker got lost, and those whose back-off is over. */
    public boolean sweep(int limit) {
        ActivityTransaction.Found found = transaction.sweep(limit);
        if (!found.toSend().isEmpty() && !sender.send(found.toSend())) {
            transaction.notSent(found.toSend());
        }
        for (Attempt attempt : found.timedOut()) {
            AttemptOutcome.Failed timedOut = new AttemptOutcome.Failed("The last attempt did not end in time", false);
            groupCommit.submit(new OutcomeErrand(attempt, timedOut, activities));
        }
        return found.toSend().size() + found.timedOut().size() >= limit;
    }
}
