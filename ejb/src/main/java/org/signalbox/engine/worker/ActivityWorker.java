package org.signalbox.engine.worker;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.activity.AdmissionTransaction;
import org.signalbox.engine.activity.AttemptMessage;
import org.signalbox.engine.activity.AttemptReturnStore;
import org.signalbox.engine.activity.AttemptTransaction;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.application.ServerStopping;
import org.signalbox.engine.gate.GroupCommit;
import org.signalbox.engine.server.ThisServer;

/** Carries out attempts: begin in one transaction, call the bean in none of ours, record in another. */
@ApplicationScoped
public class ActivityWorker {

    private static final String NOT_STORED = "The result can't be stored. ";

    @Inject
    private ActivityTransaction transaction;

    @Inject
    private AttemptTransaction attempts;

    @Inject
    private AttemptReturnStore attemptReturns;

    @Inject
    private Readiness readiness;

    @Inject
    private AdmissionTransaction admissions;

    @Inject
    private RemoteRequests remote;

    @Inject
    private ActivityStore activities;

    @Inject
    private ActivitySender sender;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private Outage outage;

    @Inject
    private Endurance endurance;

    @Inject
    private AttemptThreads threads;

    @Inject
    private Places places;

    @Inject
    private ThisServer server;

    /**
     * Idempotent: a message delivered twice finds its attempt begun.
     *
     * <p>What can't be begun, although the database works, can't be begun by a redelivery either, which would come at once and
     * for ever. Its row says when it is sent again, at growing intervals.
     */
    public void work(AttemptMessage message) {
        places.carryOut(message, () -> work(message.attempt()));
    }

    private void work(Attempt attempt) {
        Optional<ActivityTransaction.Call> call;
        try {
            call = outage.outlast(() -> transaction.begin(attempt, threads::hasRoomFor));
        } catch (EJBException e) {
            WorkerLog.LOG.notBegun(
                    attempt.number(), attempt.key().workflowId(), AuthorFailure.textOf(Causes.rootOf(e)));
            return;
        }
        call.map(c -> new LiveAttempt(c, attempts, SteadyClock.from(c.begun()))).ifPresent(this::carryOut);
    }

    private void carryOut(LiveAttempt live) {
        server.attempt();
        ActivityMethod method = live.call().method();
        try {
            CallResult result = method.queue()
                    .map(queue -> remote.send(live.call(), queue, live.patience()))
                    .orElseGet(() -> threads.carryOut(live));
            record(live, result);
        } catch (RuntimeException e) {
            if (!(e instanceof ServerStopping) && !readiness.mayInterrupt()) {
                throw e;
            }
            giveBack(live.call().attempt(), e);
            return;
        }
        if (live.call().limited()) {
            admit(method.type());
        }
    }

    /** If that can't be noted any more, the attempt ends by its time limit. */
    private void giveBack(Attempt attempt, RuntimeException cause) {
        try {
            attemptReturns.giveBack(attempt);
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    /** Its work has been done and is not done again: so the recording has tries of its own. */
    private void record(LiveAttempt live, CallResult result) {
        Attempt attempt = live.call().attempt();
        endurance.process(
                () -> "The outcome of an activity of instance '" + attempt.key().workflowId() + "'",
                () -> recorded(live, result),
                failure -> {
                    WorkerLog.LOG.notRecorded(
                            attempt.number(), attempt.key().workflowId(), AuthorFailure.textOf(failure));
                    return false;
                });
    }

    private boolean recorded(LiveAttempt live, CallResult result) {
        Attempt attempt = live.call().attempt();
        if (result instanceof CallResult.Ended ended) {
            return end(attempt, ended.outcome(), live.lastDetails());
        }
        if (result instanceof CallResult.Outside) {
            attempts.handOver(attempt);
        }
        return true;
    }

    /** Begins what waits because of the limits of its type. */
    private void admit(String type) {
        List<AttemptMessage> admitted = outage.outlast(() -> admissions.admit(type));
        if (!admitted.isEmpty() && !sender.send(admitted)) {
            transaction.notSent(admitted);
        }
    }

    /**
     * Ends an attempt as failed.
     *
     * @return false if it had ended before
     */
    boolean fail(Attempt attempt, ActivityOutcome.Failed failure) {
        return end(attempt, failure, Optional.empty());
    }

    /**
     * Completes an activity by the token of one of its attempts.
     *
     * @return false if it has ended, or is not completed by that attempt
     * @throws Refused {@code BAD_PAYLOAD} if the result can't be stored
     */
    boolean complete(Attempt attempt, ActivityOutcome.Completed result) {
        try {
            return groupCommit.submit(OutcomeErrand.ofToken(attempt, result, activities));
        } catch (RuntimeException e) {
            if (e instanceof Unavailable || Outage.isBehind(e)) {
                throw e;
            }
            throw new Refused(Reason.BAD_PAYLOAD, NOT_STORED + AuthorFailure.textOf(e));
        }
    }

    private boolean end(Attempt attempt, ActivityOutcome outcome, Optional<String> details) {
        if (outcome instanceof ActivityOutcome.Failed failed) {
            ActivityTransaction.Next next = transaction.retry(attempt, failed, details);
            if (next != ActivityTransaction.Next.FINAL) {
                return next == ActivityTransaction.Next.AGAIN;
            }
        }
        return record(attempt, outcome);
    }

    /** What can't be stored, although the database works, would not be stored the next time either. */
    private boolean record(Attempt attempt, ActivityOutcome outcome) {
        try {
            return groupCommit.submit(OutcomeErrand.ofRunning(attempt, outcome, activities));
        } catch (RuntimeException e) {
            if (e instanceof Unavailable || Outage.isBehind(e) || outcome.kind() != ActivityOutcome.Kind.COMPLETED) {
                throw e;
            }
            return fail(
                    attempt, ActivityOutcome.Failed.of(NOT_STORED + AuthorFailure.textOf(e), true, Optional.empty()));
        }
    }

    /** Looks after activities whose message or worker got lost, and those whose back-off is over. */
    public boolean sweep(int limit) {
        admissions.waiting().forEach(this::admit);
        ActivityTransaction.Found found = transaction.sweep(limit);
        if (!found.toSend().isEmpty() && !sender.send(found.toSend())) {
            transaction.notSent(found.toSend());
        }
        groupCommit.submitAll(found.toEnd().stream()
                .map(end -> OutcomeErrand.of(end, activities))
                .toList());
        return found.toSend().size() + found.toEnd().size() >= limit;
    }
}
