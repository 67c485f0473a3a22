package org.signalbox.engine.alarm;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.mail.MailStore;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.HeldStore;

/** The short transactions of a repair after the clock has stepped back. Each method tells how many rows it has changed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class StepBackTransaction {

    /** Clocks of several servers differ; what waits for no longer than this is left alone. */
    private static final Duration CLAIM = InstanceStore.SWEEP_AFTER.plusSeconds(1);

    @Inject
    private TimerStore timers;

    @Inject
    private InstanceStore instances;

    @Inject
    private MailStore mail;

    @Inject
    private HeldStore held;

    @Inject
    private ActivityStore activities;

    @Inject
    private EngineSettings settings;

    @Inject
    private Clock clock;

    public int freeTimers(int limit) {
        return timers.free(clock.instant().plus(CLAIM), limit);
    }

    public int freeInstances(int limit) {
        Instant now = clock.instant();
        Duration longest = settings.forMachine().retries().longest();
        return instances.free(now, now.plus(CLAIM), now.plus(CLAIM).plus(longest), limit);
    }

    public int freeMail(int limit) {
        Instant now = clock.instant();
        return mail.free(now, now.plus(CLAIM), limit);
    }

    public int bringBackHeld(int limit) {
        return held.bringBack(clock.instant(), limit);
    }

    /** @return the last one that was looked at; empty if there are no more */
    public Optional<ActivityKey> bringBackActivities(Duration by, Optional<ActivityKey> after, int limit) {
        return activities.bringBack(clock.instant(), by, after, limit);
    }

    public TimerStore.Rhythms rhythms(Duration by, Optional<TimerStore.Due> after, int limit) {
        return timers.rhythms(after, clock.instant(), by, limit);
    }
}
