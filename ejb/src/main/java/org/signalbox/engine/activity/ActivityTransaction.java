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
import java.util.stream.Stream;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.payload.Undecodable;
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

    /** How often an attempt is tried whose arguments can't be decoded. */
    private static final Duration UNTIL_DECODABLE = Duration.ofMinutes(1);

    @Inject
    private ActivityStore activities;

    @Inject
    private AdmissionStore admissions;

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
            Instant scheduled,
            Instant begun,
            Optional<String> details,
            boolean limited) {

        public Attempt attempt() {
            return token.attempt();
        }
    }

    /**
     * What a sweep found.
     *
     * @param toSend attempts to send again
     * @param toEnd activities that have come to their end
     */
    public record Found(List<AttemptMessage> toSend, List<End> toEnd) {}

    /** The end of an activity by a sweep. */
    public record End(Attempt attempt, ActivityState from, AttemptOutcome outcome) {}

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
            row.failingSince = row.failingSince == null ? now : row.failingSince;
            row.failure = activities.encoded(
                    "Activity " + row.name() + " is not deployed; deployed are " + catalog.activityNames(), row);
            row.wakeAt = now.plus(InstanceStore.SWEEP_AFTER);
            return Optional.empty();
        }
        if (isOver(row, now)) {
            row.wakeAt = now;
            return Optional.empty();
        }
        if (!mayBegin.test(method.get())) {
            row.wakeAt = now.plus(InstanceStore.SWEEP_AFTER);
            return Optional.empty();
        }
        String arguments = activities.decoded(row.arguments, row, "arguments").orElseThrow();
        Optional<String> details = activities.decoded(row.details, row, "last heartbeat");
        Optional<String> unknown = Stream.concat(Stream.of(arguments), details.stream())
                .filter(Undecodable::isMarked)
                .findFirst();
        if (unknown.isPresent()) {
            ActivityLog.LOG.undecodable(row.name(), row.attempt + 1, Undecodable.shown(unknown.get()));
            activities.leave(row);
            row.wakeAt = row.firstOf(now.plus(UNTIL_DECODABLE), activities.limits(row));
            return Optional.empty();
        }
        if (!isAdmitted(row, type.get(), now)) {
            // whoever admits it looks after it; until then only its time can be over
            row.wakeAt = method.get()
                    .limits()
                    .waitsUntil(row.scheduledAt, row.attempt > 0)
                    .orElse(null);
            return Optional.empty();
        }
        row.state = row.state.after(ActivityState.Move.ATTEMPT);
        row.attempt = attempt.number();
        row.startedAt = now;
        row.wakeAt = method.get().limits().end(row.scheduledAt, now, now);
        row.outside = false;
        String secret = row.secret == null ? AttemptToken.drawSecret() : row.secret;
        row.secret = secret;
        return Optional.of(new Call(
                new AttemptToken(attempt, secret),
                method.get(),
                type.get().code(),
                arguments,
                row.scheduledAt,
                now,
                details,
                row.limited));
    }

    private boolean isAdmitted(ActivityEntity row, ActivityType type, Instant now) {
        if (row.limited) {
            return admissions.isAdmitted(row.key());
        }
        if (!type.limits().isLimited()) {
            return true;
        }
        row.limited = true;
        return admissions.enter(row.key(), row.type, type.limits(), now);
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
        details.ifPresent(d -> row.get().details = activities.encoded(d, row.get()));
        return retry(row.get(), failed) ? Next.AGAIN : Next.FINAL;
    }

    private boolean retry(ActivityEntity row, AttemptOutcome.Failed failed) {
        Optional<ActivityMethod> method = catalog.activity(row.type).flatMap(t -> t.method(row.method));
        Instant now = clock.instant();
        Instant next = now.plus(failed.delay()
                .or(() -> method.map(m -> m.backoff().after(row.attempt)))
                .orElse(InstanceStore.SWEEP_AFTER));
        boolean again = failed.retried()
                && !row.cancelled
                && method.map(m -> m.hasAttemptsLeft(row.attempt)
                                && m.limits()
                                        .closeBy(row.scheduledAt)
                                        .filter(by -> !next.isBefore(by))
                                        .isEmpty())
                        .orElse(true);
        if (!again) {
            return false;
        }
        row.state = row.state.after(ActivityState.Move.RETRY);
        row.sent = 0;
        activities.leave(row);
        row.outside = false;
        row.failingSince = row.failingSince == null ? now : row.failingSince;
        row.failure = activities.encoded(failed.failure(), row);
        row.wakeAt = next;
        ActivityLog.LOG.attemptFailed(row.name(), row.key().workflowId(), row.attempt, next, failed.failure());
        return true;
    }

    /** Looks at activities that are due: to be sent, or out of time. */
    public Found sweep(int limit) {
        Instant now = clock.instant();
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (ActivityEntity row : activities.lockDue(now, limit)) {
            Optional<AttemptOutcome> end = end(row, now);
            if (end.isPresent()) {
                row.wakeAt = now.plus(InstanceStore.SWEEP_AFTER);
                found.toEnd.add(new End(current(row), row.state, end.get()));
            } else if (row.wakeAt != null && !row.wakeAt.isAfter(now)) {
                row.sent++;
                row.wakeAt = row.firstOf(now.plus(RESENDING.after(row.sent)), activities.limits(row));
                found.toSend.add(new AttemptMessage(current(row), row.type));
            }
        }
        return found;
    }

    /** The one under way, or the next one. */
    private static Attempt current(ActivityEntity row) {
        return new Attempt(row.key(), row.state == ActivityState.SCHEDULED ? row.attempt + 1 : row.attempt);
    }

    /** How an activity ends that is due; empty if it does not, but perhaps has just been scheduled for its next attempt. */
    private Optional<AttemptOutcome> end(ActivityEntity row, Instant now) {
        if (row.cancelled && row.isIdle()) {
            return Optional.of(new AttemptOutcome.Cancelled());
        }
        if (row.state == ActivityState.SCHEDULED) {
            return isOver(row, now) ? Optional.of(tooLate(row)) : Optional.empty();
        }
        AttemptOutcome.Failed late = AttemptOutcome.Failed.told(lateness(row, now), true, Optional.empty());
        return retry(row, late) ? Optional.empty() : Optional.of(late);
    }

    /** Whether an activity that waits for its next attempt is not to have it. */
    private boolean isOver(ActivityEntity row, Instant now) {
        return row.cancelled
                || activities
                        .limits(row)
                        .flatMap(l -> l.waitsUntil(row.scheduledAt, row.attempt > 0))
                        .filter(until -> !until.isAfter(now))
                        .isPresent();
    }

    private AttemptOutcome tooLate(ActivityEntity row) {
        String failure = row.attempt == 0 || row.failure == null
                ? "It was asked for at " + row.scheduledAt + " and did not begin in time"
                : "It was asked for at " + row.scheduledAt + " and did not end in time; the last attempt failed: "
                        + Undecodable.shown(
                                activities.decoded(row.failure, row, "failure").orElseThrow());
        return AttemptOutcome.Failed.told(failure, false, Optional.empty());
    }

    private String lateness(ActivityEntity row, Instant now) {
        return activities
                .limits(row)
                .map(l -> l.lateness(row.attempt, row.scheduledAt, row.begun(), now))
                .orElse("Attempt " + row.attempt + " did not end in time");
    }

    /** Takes back that attempts were sent. */
    public void notSent(List<AttemptMessage> attempts) {
        Instant again = clock.instant().plus(InstanceStore.SWEEP_AFTER);
        for (AttemptMessage message : attempts) {
            activities.lock(message.attempt(), ActivityState.SCHEDULED).ifPresent(row -> {
                row.sent--;
                row.wakeAt = again;
            });
        }
    }
}
