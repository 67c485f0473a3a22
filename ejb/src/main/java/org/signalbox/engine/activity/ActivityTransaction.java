package org.signalbox.engine.activity;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.signalbox.core.activity.ActivityRules;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.ActivityTask;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.Decision;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.server.ThisServer;

/** The short transactions around an attempt: its beginning, its repetition, and the sweep over what got lost. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ActivityTransaction {

    @Inject
    private ActivityStore activities;

    @Inject
    private AdmissionStore admissions;

    @Inject
    private Catalog catalog;

    @Inject
    private ThisServer server;

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
    public record End(Attempt attempt, ActivityState from, ActivityOutcome outcome) {}

    /**
     * Begins an attempt.
     *
     * <p>Idempotent: of several messages for the same attempt only one gets a call; the others, and messages for former
     * attempts, get nothing.
     *
     * @param mayBegin whether there is room for a call of that method; if not, the attempt stays scheduled, for later
     */
    public Optional<Call> begin(Attempt attempt, Predicate<ActivityMethod> mayBegin) {
        return activities
                .lock(attempt.key())
                .filter(row -> row.task().isAt(ActivityState.SCHEDULED, attempt))
                .flatMap(row -> begin(row, attempt, mayBegin));
    }

    private Optional<Call> begin(ActivityEntity row, Attempt attempt, Predicate<ActivityMethod> mayBegin) {
        Instant now = clock.instant();
        ActivityRules rules = activities.rules(row);
        String arguments = activities.decoded(row.arguments, row, "arguments").orElseThrow();
        Optional<String> details = activities.decoded(row.details, row, "last heartbeat");
        Optional<String> unknown = Stream.concat(Stream.of(arguments), details.stream())
                .filter(Undecodable::isMarked)
                .findFirst();
        boolean room = rules.method().filter(mayBegin).isPresent();
        boolean admitted = row.limited ? admissions.isAdmitted(row.key()) : !rules.startsLimited();
        Decision decision =
                decide(row, attempt, new ActivityTask.Conditions(room, admitted, unknown.isPresent()), rules, now);
        if (!decision.begins()) {
            unknown.filter(why -> room)
                    .ifPresent(
                            why -> ActivityLog.LOG.undecodable(row.name(), attempt.number(), Undecodable.shown(why)));
            return Optional.empty();
        }
        row.server = server.id();
        String secret = row.secret == null ? AttemptToken.drawSecret() : row.secret;
        row.secret = secret;
        ActivityMethod method = rules.method().orElseThrow();
        return Optional.of(new Call(
                new AttemptToken(attempt, secret),
                method,
                catalog.activity(row.type).orElseThrow().code(),
                arguments,
                row.scheduledAt,
                now,
                details,
                row.limited));
    }

    private Decision decide(
            ActivityEntity row, Attempt attempt, ActivityTask.Conditions conditions, ActivityRules rules, Instant now) {
        Decision decision = row.task().begin(attempt, conditions, rules, now);
        boolean admittedAtOnce = activities.keep(decision, row).asksForAdmission()
                && admissions.enter(
                        row.key(),
                        row.type,
                        catalog.activity(row.type).orElseThrow().limits(),
                        now);
        return admittedAtOnce
                ? decide(row, attempt, new ActivityTask.Conditions(true, true, false), rules, now)
                : decision;
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
    public Next retry(Attempt attempt, ActivityOutcome.Failed failed, Optional<String> details) {
        return activities
                .lock(attempt.key())
                .filter(row -> row.task().isAt(ActivityState.RUNNING, attempt))
                .map(row -> {
                    details.ifPresent(d -> row.details = activities.encoded(d, row));
                    Decision decision = row.task().fail(attempt, failed, activities.rules(row), clock.instant());
                    return decision.outcome().isEmpty() ? again(row, decision) : Next.FINAL;
                })
                .orElse(Next.OVER);
    }

    private Next again(ActivityEntity row, Decision decision) {
        String failure = activities.keep(decision, row).failure().orElse("");
        ActivityLog.LOG.attemptFailed(
                row.name(),
                row.key().workflowId(),
                row.attempt,
                decision.after().times().wakeAt().orElseThrow(),
                failure);
        return Next.AGAIN;
    }

    /**
     * Looks at activities that are due: to be sent, or out of time. One that ends by that is only looked at again later, because
     * its end is recorded in the transaction of its instance's turn.
     */
    public Found sweep(int limit) {
        Instant now = clock.instant();
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (ActivityEntity row : activities.lockDue(now, limit)) {
            ActivityTask task = row.task();
            Decision decision = task.due(() -> failure(row), activities.rules(row), now);
            if (decision.outcome().isPresent()) {
                row.set(task.lookedAtAgain(now));
                found.toEnd.add(new End(
                        task.currentAttempt(), task.state(), decision.outcome().get()));
            } else if (task.state() == ActivityState.RUNNING
                    && !decision.after().equals(task)) {
                again(row, decision);
            } else {
                activities.keep(decision, row).toSend().ifPresent(found.toSend::add);
            }
        }
        return found;
    }

    private Optional<String> failure(ActivityEntity row) {
        return activities.decoded(row.failure, row, "failure").map(Undecodable::shown);
    }

    /** Takes back that attempts were sent. */
    public void notSent(List<AttemptMessage> attempts) {
        for (AttemptMessage message : attempts) {
            activities
                    .lock(message.attempt().key())
                    .ifPresent(row -> activities.keep(
                            row.task().notSent(message.attempt(), activities.rules(row), clock.instant()), row));
        }
    }
}
