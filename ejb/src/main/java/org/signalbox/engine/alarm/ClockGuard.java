package org.signalbox.engine.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.signalbox.client.Unavailable;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.clock.ClockLimits;
import org.signalbox.engine.clock.ClockStep;
import org.signalbox.engine.clock.ClockStore;
import org.signalbox.engine.clock.SignOfLife;
import org.signalbox.engine.clock.Trust;
import org.signalbox.engine.clock.TrustedClock;

/** Logs what happens to the clock, compares it with the database's, and has void what was computed by a later time. */
@ApplicationScoped
public class ClockGuard {

    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(10);

    /** An operator waits for it. */
    private static final Duration BETWEEN_SIGNS_IN_DOUBT = Duration.ofSeconds(1);

    /** Beyond this a difference from the database's clock is logged. */
    private static final Duration TOLERATED = Duration.ofSeconds(10);

    /** A difference that was read over a longer time says nothing. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);

    private static final long HALF_A_MILLISECOND = 500_000;

    @Inject
    private TrustedClock clock;

    @Inject
    private ClockStore clocks;

    @Inject
    private EngineSettings settings;

    @Inject
    private StepBack stepBack;

    /** How far the clock has stepped back since rows were last repaired. */
    private final AtomicReference<Duration> toRepair = new AtomicReference<>(Duration.ZERO);

    private volatile long lastSign = System.nanoTime() - BETWEEN_SIGNS.toNanos();
    private volatile boolean doubted;
    private volatile boolean differs;

    /** Notices and logs what has happened to the clock. Waits for nothing. */
    public void look() {
        clock.instant();
        clock.steps().forEach(this::note);
    }

    private void note(ClockStep step) {
        ClockLimits limits = settings.clockLimits();
        Duration by = shown(step.by());
        Instant time = shown(step.time());
        switch (step.kind()) {
            case FORWARD -> AlarmLog.LOG.clockForward(by, time);
            case BACK -> AlarmLog.LOG.clockBack(by, time);
            case DOUBTED -> AlarmLog.LOG.clockDoubted(by, limits.maxJump(), time, limits.trustAfter());
            case RETURNED -> AlarmLog.LOG.clockReturned(by);
            case LASTED -> AlarmLog.LOG.clockTrusted(by, time);
            case CONFIRMED -> {
                // logged with who did it
            }
        }
        if (step.kind() == ClockStep.Kind.BACK) {
            toRepair.accumulateAndGet(step.by(), Duration::plus);
        }
        // in the next tick, so that a restart knows of it
        lastSign = System.nanoTime() - BETWEEN_SIGNS.toNanos();
    }

    /**
     * In every tick, before anything is claimed: repairs rows after a step back, and gives a sign of life now and then. What
     * fails, but for an outage, must not keep anything else from coming due.
     */
    void tick() {
        Duration pause = doubted ? BETWEEN_SIGNS_IN_DOUBT : BETWEEN_SIGNS;
        if (System.nanoTime() - lastSign < pause.toNanos()) {
            return;
        }
        try {
            repair(toRepair.getAndSet(Duration.ZERO));
            sign();
        } catch (RuntimeException e) {
            if (e instanceof Unavailable || Outage.isBehind(e)) {
                throw e;
            }
            AlarmLog.LOG.laterAgain(e.toString());
        }
        lastSign = System.nanoTime();
    }

    private void repair(Duration by) {
        if (by.isZero()) {
            return;
        }
        boolean done = false;
        try {
            stepBack.repair(by);
            done = true;
        } finally {
            if (!done) {
                toRepair.accumulateAndGet(by, Duration::plus);
            }
        }
    }

    private void sign() {
        try {
            long begin = System.nanoTime();
            ClockStore.Known known = clocks.read();
            if (System.nanoTime() - begin < LONGEST_READ.toNanos()) {
                clock.compare(known.time());
                compare(clock.now(), known.time());
            }
            known.trust().ifPresent(this::trust);
            SignOfLife sign = clock.now();
            doubted = sign.doubtSince().isPresent();
            clocks.write(sign, known.time());
        } catch (SQLException e) {
            throw new IllegalStateException(e); // the tick waits if it is an outage
        }
    }

    private void trust(Trust trust) {
        Duration ahead = clock.now().ahead();
        if (clock.trust(trust.doubtSince())) {
            AlarmLog.LOG.clockConfirmed(
                    shown(ahead),
                    shown(clock.instant()),
                    trust.by(),
                    trust.reason().orElse("no reason given"));
        }
    }

    /** While a jump is in doubt the embedded database, which has the same clock, differs as a matter of course. */
    private void compare(SignOfLife own, Instant database) {
        if (own.doubtSince().isPresent()) {
            return;
        }
        boolean now = Duration.between(database, own.engineTime()).abs().compareTo(TOLERATED) > 0;
        if (now && !differs) {
            AlarmLog.LOG.clocksDiffer(shown(own.engineTime()), shown(database));
        } else if (!now && differs) {
            AlarmLog.LOG.clocksAgree();
        }
        differs = now;
    }

    private static Duration shown(Duration time) {
        return time.plusNanos(HALF_A_MILLISECOND).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant shown(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What is wrong with this server's clock now, in a sentence; empty if nothing is. */
    public Optional<String> trouble() {
        SignOfLife sign = clock.now();
        return sign.doubtSince()
                .map(since -> "The clock jumped forward by " + shown(sign.ahead())
                        + "; the engine's time goes on without it.");
    }
}
