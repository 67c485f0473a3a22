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
import org.signalbox.core.activity.Decision;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.StartLimits;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.engine.application.OutageInterceptor;

/** The short transactions that admit activities that wait because of a limit of their type. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class AdmissionTransaction {

    private static final int AT_ONCE = 256;

    @Inject
    private AdmissionStore admissions;

    @Inject
    private ActivityStore activities;

    @Inject
    private Catalog catalog;

    @Inject
    private Clock clock;

    /** The types of which some wait. */
    public List<String> waiting() {
        return admissions.types();
    }

    /**
     * Admits as many as the limits allow; a type that has none any more has no limit.
     *
     * @return attempts that may begin and are to be sent now
     */
    public List<AttemptMessage> admit(String type) {
        Instant now = clock.instant();
        return admissions
                .tryLock(type, now)
                .map(nextAt -> admit(type, nextAt, now))
                .orElseGet(List::of);
    }

    private List<AttemptMessage> admit(String type, Instant nextAt, Instant now) {
        StartLimits limits = catalog.activity(type).map(ActivityType::limits).orElse(StartLimits.NONE);
        List<ActivityKey> waiting = admissions.waiting(type, AT_ONCE);
        StartLimits.Grant grant = limits.grant(waiting.size(), admissions.admitted(type), nextAt, now);
        List<AttemptMessage> admitted = new ArrayList<>();
        for (ActivityKey key : waiting.subList(0, grant.starts())) {
            Optional<ActivityEntity> row = activities.lock(key).filter(r -> r.limited);
            if (row.isEmpty()) {
                admissions.leave(key); // it would hold up those behind it
                continue;
            }
            Decision decision = row.get().task().admitted(activities.rules(row.get()), now);
            activities.keep(decision, row.get()).toSend().ifPresent(message -> {
                admissions.admit(key);
                admitted.add(message);
            });
        }
        if (grant.starts() > 0) {
            admissions.keep(type, grant.nextAt());
        }
        return admitted;
    }
}
