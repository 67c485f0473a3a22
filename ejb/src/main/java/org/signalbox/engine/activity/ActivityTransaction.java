package org.signalbox.engine.activity;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;

/** The short transactions around an attempt: its beginning, its repetition, and the sweep over what got lost. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ActivityTransaction {

    /**
     * How long after a sending the sweep sends the same attempt again. Most attempts that have not begun then are not lost,
     * they wait in the queue; growing intervals keep a long backlog from multiplying itself. One that was lost in a crash right
     * after its commit is found by the first sweep.
     */
    private static final Backoff RESENDING = new Backoff(InstanceStore.SWEEP_AFTER, 2, Duration.ofHours(1));

    @Inject
    private ActivityStore activities;

    @Inject
    private Catalog catalog;

    @Inject
    private Clock clock;

    /** What a worker needs to call the bean. */
    public record Call(
            AttemptToken token,
            ActivityMethod method,
            Class<?> type,
            String arguments,
            Instant begun,
            Optional<String> details) {

        public Attempt attempt() {
            return token.attempt();
        }

        public AttemptOutcome.Failed late() {
            return AttemptOutcome.Failed.late(attempt().number(), begun);
        }
    }

    /** What a sweep found: attempts to send again, and activities whose last attempt used up its time. */
    public record Found(List<Attempt> toSend, List<Attempt> timedOut) {}

    /**
     * Begins an attempt.
     *
     * <p>Idempotent: of several messages for the same attempt only one gets a call; the others, and messages for former
     * attempts, get nothing.
     *
     * @param mayBegin whether there is room for a call of that method; if not, the attempt stays scheduled, for later
     */
    public Optional<Call> begin(Attempt attempt, Predicate<ActivityMethod> mayBegin) {
        return activities.lock(attempt, ActivityState.SCHEDULED).flatMap(row -> begin(row, attempt, mayBegin));
    }

    private Optional<Call> begin(ActivityEntity row, Attempt attempt, Predicate<ActivityMethod> mayBegin) {
        Instant now = clock.instant();
        Optional<ActivityType> type = catalog.activity(row.type);
        Optional<ActivityMethod> method = type.flatMap(t -> t.method(row.method));
        if (method.isEmpty()) {
            row.failure = "Activity " + row.name() + " is not deployed; deployed are " + catalog.activityNames();
            row.wakeAt = now.plus(InstanceStore.SWEEP_AFTER);
            return Optional.empty();
        }
        if (!mayBegin.test(method.get())) {
            row.wakeAt = now.plus(InstanceStore.SWEEP_AFTER);
            return Optional.empty();
        }
        row.state = row.state.after(ActivityState.Move.ATTEMPT);
        row.attempt = attempt.number();
        row.startedAt = now;
        row.wakeAt = now.plus(method.get().startToClose());
        row.outside = false;
        String secret = row.secret == null ? AttemptToken.drawSecret() : row.secret;
        row.secret = secret;
        return Optional.of(new Call(
                new AttemptToken(attempt, secret),
                method.get(),
                type.get().code(),
                row.arguments,
                now,
                Optional.ofNullable(row.details)));
    }

    /** What follows a failed attempt. */
    public enum Next {
        /** Another attempt. */
        AGAIN,
        /** None: the failure has to be recorded with the instance. */
        FINAL,
        /** Nothing: it was not the running attempt any more. */
        OVER
    }

    /** Schedules the next attempt after one that failed, if there is to be one. */
    public Next retry(Attempt attempt, AttemptOutcome.Failed failed, Optional<String> details) {
        Optional<ActivityEntity> row = activities.lock(attempt, ActivityState.RUNNING);
        if (row.isEmpty()) {
            return Next.OVER;
        }
        details.ifPresent(d -> row.get().details = d);
        return retry(row.get(), failed) ? Next.AGAIN : Next.FINAL;
    }

    private boolean retry(ActivityEntity row, AttemptOutcome.Failed failed) {
        Optional<ActivityMethod> method = catalog.activity(row.type).flatMap(t -> t.method(row.method));
        boolean again = failed.retried()
                && method.map(m -> m.hasAttemptsLeft(row.attempt)).orElse(true);
        if (!again) {
            return false;
        }
        row.state = row.state.after(ActivityState.Move.RETRY);
        row.sent = 0;
        row.failure = failed.failure();
        row.wakeAt = clock.instant()
                .plus(failed.delay()
                        .or(() -> method.map(m -> m.backoff().after(row.attempt)))
                        .orElse(InstanceStore.SWEEP_AFTER));
        ActivityLog.LOG.attemptFailed(row.name(), row.key().workflowId(), row.attempt, row.wakeAt, failed.failure());
        return true;
    }

    /** Looks at activities that are due: to be sent, or out of time. */
    public Found sweep(int limit) {
        Instant now = clock.instant();
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (ActivityEntity row : activities.lockDue(now, limit)) {
            if (row.state == ActivityState.SCHEDULED) {
                row.sent++;
                row.wakeAt = now.plus(RESENDING.after(row.sent));
                found.toSend.add(new Attempt(row.key(), row.attempt + 1));
            } else if (!retry(row, AttemptOutcome.Failed.late(row.attempt, row.begun()))) {
                row.wakeAt = now.plus(InstanceStore.SWEEP_AFTER);
                found.timedOut.add(new Attempt(row.key(), row.attempt));
            }
        }
        return found;
    }

    /** Takes back that attempts were sent. */
    public void notSent(List<Attempt> attempts) {
        Instant again = clock.instant().plus(InstanceStore.SWEEP_AFTER);
        for (Attempt attempt : attempts) {
            activities.lock(attempt, ActivityState.SCHEDULED).ifPresent(row -> {
                row.sent--;
                row.wakeAt = again;
            });
        }
    }
}
