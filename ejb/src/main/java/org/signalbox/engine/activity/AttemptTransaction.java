package org.signalbox.engine.activity;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.util.Optional;
import org.signalbox.client.ActivityToken;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.AttemptStatus;
import org.signalbox.core.activity.HeartbeatResult;
import org.signalbox.engine.application.OutageInterceptor;

/** The short transactions about an attempt that is under way, on this server or outside of it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class AttemptTransaction {

    @Inject
    private ActivityStore activities;

    @Inject
    private Clock clock;

    /** The attempt that a token names; empty if there is none. */
    public Optional<AttemptStatus> status(ActivityToken given) {
        return AttemptToken.read(given)
                .flatMap(token -> activities
                        .find(token.attempt().key())
                        .filter(token::isFor)
                        .filter(row ->
                                token.attempt().number() > 0 && token.attempt().number() <= row.attempt)
                        .map(row -> status(token.attempt(), row)));
    }

    private AttemptStatus status(Attempt attempt, ActivityEntity row) {
        return new AttemptStatus(
                attempt,
                row.task(),
                activities.rules(row),
                activities.decoded(row.result, row, "result"),
                activities.decoded(row.failure, row, "failure"));
    }

    /** Notes that an attempt goes on outside, without a thread, if it is still the running one. */
    public void handOver(Attempt attempt) {
        activities
                .lock(attempt.key())
                .ifPresent(row ->
                        activities.keep(row.task().handOver(attempt, activities.rules(row), clock.instant()), row));
    }

    /** Notes that an attempt goes on. */
    public HeartbeatResult heartbeat(Attempt attempt, Optional<String> details) {
        return activities
                .lock(attempt.key())
                .map(row -> heartbeat(row, attempt, details))
                .orElse(HeartbeatResult.ENDED);
    }

    private HeartbeatResult heartbeat(ActivityEntity row, Attempt attempt, Optional<String> details) {
        HeartbeatResult result = row.task().heartbeatResult(attempt);
        if (result != HeartbeatResult.ENDED) {
            details.ifPresent(d -> row.details = activities.encoded(d, row));
            activities.keep(row.task().heartbeat(attempt, activities.rules(row), clock.instant()), row);
        }
        return result;
    }
}
