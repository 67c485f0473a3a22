package org.signalbox.engine.activity;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.util.Optional;
import org.signalbox.client.ActivityToken;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.Pulse;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.engine.application.OutageInterceptor;

/** The short transactions about an attempt that is under way, on this server or outside of it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class AttemptTransaction {

    @Inject
    private ActivityStore activities;

    @Inject
    private Catalog catalog;

    @Inject
    private Clock clock;

    /** How the attempt stands that a token names; empty if there is none. */
    public Optional<Standing> standing(ActivityToken given) {
        return AttemptToken.read(given)
                .flatMap(token -> activities
                        .find(token.attempt().key())
                        .filter(token::isFor)
                        .filter(row -> token.attempt().number() <= row.attempt)
                        .map(row -> standing(token.attempt(), row)));
    }

    private Standing standing(Attempt attempt, ActivityEntity row) {
        boolean last = attempt.number() == row.attempt;
        boolean completed = last && row.state == ActivityState.COMPLETED;
        return new Standing(
                attempt,
                last && row.state == ActivityState.RUNNING,
                row.name(),
                catalog.activity(row.type).flatMap(t -> t.method(row.method)),
                activities.decoded(completed ? row.result : row.failure, row, "outcome"));
    }

    /** Notes that no thread stands for an attempt any more, if it is still the running one. */
    public void leaveOutside(Attempt attempt) {
        activities.lock(attempt, ActivityState.RUNNING).ifPresent(row -> {
            row.outside = true;
            row.wakeAt = row.cancelled ? clock.instant() : row.wakeAt;
        });
    }

    /** Notes that an attempt goes on. */
    public Pulse beat(Attempt attempt, Optional<String> details) {
        return activities
                .lock(attempt, ActivityState.RUNNING)
                .map(row -> {
                    details.ifPresent(d -> row.details = activities.encoded(d, row));
                    activities
                            .limits(row)
                            .ifPresent(l -> row.wakeAt = l.end(row.scheduledAt, row.begun(), clock.instant()));
                    return row.cancelled ? Pulse.CANCELLED : Pulse.GO_ON;
                })
                .orElse(Pulse.OVER);
    }
}
