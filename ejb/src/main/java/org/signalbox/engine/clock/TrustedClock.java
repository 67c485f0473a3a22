package org.signalbox.engine.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * The engine's clock. It tells the wall clock's time as long as that runs with the monotonic clock.
 *
 * <p>A jump forward beyond {@link ClockLimits#maxJump} is in doubt: the engine's time goes on from the last trusted time with
 * the monotonic clock, so nothing comes due by the jump alone. The doubt ends when the wall clock comes back, when the jump
 * has lasted for {@link ClockLimits#trustAfter} and the database's clock does not contradict it, or when an operator confirms
 * it. A step back is adopted at once, and a return to where the clock stood shortly before such a step as well.
 *
 * <p>Every reading compares, not only the one in each tick: between two ticks nobody sees a time that is in doubt. Safe for
 * use by many threads.
 */
public final class TrustedClock extends Clock {

    /** Smaller differences are no steps: two clocks can't be read at the same moment. */
    static final Duration NOTICED = Duration.ofSeconds(2);

    /** The wall clock is adjusted a little all the time. */
    private static final Duration NEW_BASE_AFTER = Duration.ofSeconds(1);

    /** A thread that is stopped for longer between reading one clock and the other reads again. */
    private static final long SAME_MOMENT_NANOS = 50_000_000;

    private final ClockLimits limits;
    private final InstantSource wallClock;
    private final LongSupplier monotonicClock;
    private volatile ClockState state;
    private final Queue<ClockStep> steps = new ConcurrentLinkedQueue<>();

    /** @param monotonicClock in nanoseconds */
    public TrustedClock(ClockLimits limits, InstantSource wallClock, LongSupplier monotonicClock) {
        this.limits = limits;
        this.wallClock = wallClock;
        this.monotonicClock = monotonicClock;
        this.state = ClockState.trusted(read());
    }

    /** Both clocks at one moment. */
    record Reading(Instant wall, long nanos) {}

    /** In microseconds, as the databases store it. */
    @Override
    public Instant instant() {
        return look().time();
    }

    /** How the clock stands now. */
    public SignOfLife now() {
        Look look = look();
        return new SignOfLife(look.wall(), look.time(), look.state().doubt().map(ClockState.Doubt::noticed));
    }

    private record Look(ClockState state, Instant wall, Instant time) {}

    private Look look() {
        // the state first: a reading made before another thread's change would look like a step
        ClockState known = state;
        Reading reading = read();
        return known.after(reading, limits, NEW_BASE_AFTER).isChange() ? change() : look(known, reading);
    }

    /** Reads again, for another thread may have been faster. */
    private synchronized Look change() {
        Reading reading = read();
        take(state.after(reading, limits, NEW_BASE_AFTER));
        return look(state, reading);
    }

    private static Look look(ClockState state, Reading reading) {
        return new Look(state, micros(reading.wall()), micros(state.timeAt(reading)));
    }

    private void take(ClockState.Change change) {
        state = change.state();
        change.step().ifPresent(steps::add);
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private Reading read() {
        while (true) {
            long before = monotonicClock.getAsLong();
            Instant wall = wallClock.instant();
            long after = monotonicClock.getAsLong();
            if (after - before < SAME_MOMENT_NANOS) {
                return new Reading(wall, after);
            }
        }
    }

    /**
     * Begins with what is known from outside; to be called before the engine does anything.
     *
     * @param last of this server; empty if it never ran
     * @param database the database's time now
     */
    public synchronized void begin(Optional<SignOfLife> last, Instant database) {
        take(ClockState.begin(read(), last, database, limits));
        Instant begun = state.time();
        last.map(l -> Duration.between(begun, l.engineTime()))
                .filter(back -> back.compareTo(NOTICED) > 0)
                .ifPresent(back -> steps.add(new ClockStep(ClockStep.Kind.BACK, back, begun)));
    }

    /** Takes notice of the database's time: one that agrees with the engine's contradicts a jump that is in doubt. */
    public synchronized void compare(Instant database) {
        Look look = change();
        boolean contradicts = Duration.between(look.time(), database).abs().compareTo(limits.maxJump()) <= 0;
        state = state.contradicted(contradicts);
    }

    /**
     * Trusts the jump that is in doubt.
     *
     * @param noticed the {@link SignOfLife#doubtSince} of the jump that is meant; another one stays in doubt
     * @return false if that jump is not in doubt any more
     */
    public synchronized boolean trust(Instant noticed) {
        if (state.doubt().filter(d -> d.noticed().equals(noticed)).isEmpty()) {
            return false;
        }
        take(state.trust(read(), ClockStep.Kind.CONFIRMED));
        return true;
    }

    /** What happened since the last call, in its order. */
    public List<ClockStep> steps() {
        List<ClockStep> taken = new ArrayList<>();
        for (ClockStep step = steps.poll(); step != null; step = steps.poll()) {
            taken.add(step);
        }
        return taken;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource source = () -> look().time();
        return source.withZone(zone);
    }
}
