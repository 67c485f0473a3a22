package org.signalbox.engine.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far the engine's time has got, and what is known of the wall clock. Decides what follows from a reading of both clocks;
 * reads none itself.
 *
 * @param time the engine's time when the monotonic clock showed {@code nanos}
 * @param forward the sum of the recent jumps forward that were adopted, the last of which at {@code forwardNanos}: many small
 *     jumps are a large one
 * @param back how far a recent step back led, at {@code backNanos}: so far the clock may jump forward again
 */
record ClockState(
        Instant time,
        long nanos,
        Optional<Doubt> doubt,
        Duration forward,
        long forwardNanos,
        Duration back,
        long backNanos) {

    /**
     * A jump that is not trusted.
     *
     * @param ahead how far the wall clock jumped
     * @param since by the monotonic clock
     * @param noticed by the engine's time
     * @param contradicted whether the database's clock shows the engine's time, and not the wall clock's
     */
    record Doubt(Duration ahead, long since, Instant noticed, boolean contradicted) {

        private boolean lasts(Duration aheadNow) {
            return aheadNow.minus(ahead).abs().compareTo(TrustedClock.NOTICED) <= 0;
        }
    }

    /** The next state, and what is to be told about it. */
    record Change(ClockState state, boolean isChange, Optional<ClockStep> step) {

        private Change(ClockState state, Optional<ClockStep> step) {
            this(state, true, step);
        }

        private static Change none(ClockState state) {
            return new Change(state, false, Optional.empty());
        }
    }

    static ClockState trusted(TrustedClock.Reading reading) {
        return trusted(reading.wall(), reading.nanos());
    }

    private static ClockState trusted(Instant time, long nanos) {
        return new ClockState(time, nanos, Optional.empty(), Duration.ZERO, nanos, Duration.ZERO, nanos);
    }

    /** Of a server that starts. What is before the last sign of life is a step back, too; that is the caller's to tell. */
    static Change begin(TrustedClock.Reading reading, Optional<SignOfLife> last, Instant database, ClockLimits limits) {
        Instant wall = reading.wall();
        if (Duration.between(database, wall).compareTo(limits.maxJump()) > 0) {
            return doubting(database, wall, reading.nanos(), true);
        }
        if (last.isEmpty()) {
            return new Change(trusted(reading), Optional.empty());
        }
        Instant lastTime = last.get().engineTime();
        Duration ahead = last.get().ahead();
        if (ahead.compareTo(limits.maxJump()) > 0
                && last.get().doubtSince().isPresent()
                && !wall.isBefore(last.get().wallTime().minus(limits.maxJump()))) {
            return doubting(wall.minus(ahead), wall, reading.nanos(), false);
        }
        Duration downtime = Duration.between(lastTime, wall);
        if (limits.maxDowntime().filter(most -> downtime.compareTo(most) > 0).isPresent()) {
            return doubting(lastTime, wall, reading.nanos(), false);
        }
        return new Change(trusted(reading), Optional.empty());
    }

    private static Change doubting(Instant time, Instant wall, long nanos, boolean contradicted) {
        return trusted(time, nanos).doubt(Duration.between(time, wall), time, nanos, contradicted);
    }

    /** The engine's time at a reading from which this state followed. */
    Instant timeAt(TrustedClock.Reading reading) {
        return doubt.isPresent() ? expectedAt(reading.nanos()) : reading.wall();
    }

    private Instant expectedAt(long now) {
        return time.plusNanos(now - nanos);
    }

    /** What follows from a reading that was made after this state was. */
    Change after(TrustedClock.Reading reading, ClockLimits limits, Duration newBaseAfter) {
        Duration ahead = Duration.between(expectedAt(reading.nanos()), reading.wall());
        if (ahead.compareTo(TrustedClock.NOTICED.negated()) < 0) {
            return backTo(reading, ahead.negated(), limits);
        }
        if (ahead.compareTo(TrustedClock.NOTICED) <= 0) {
            return near(reading, newBaseAfter);
        }
        if (ahead.compareTo(room(reading.nanos(), limits)) <= 0) {
            return forwardTo(reading, ahead, limits);
        }
        return doubt.map(d -> stillDoubted(d, ahead, reading, limits))
                .orElseGet(() -> doubt(ahead, expectedAt(reading.nanos()), reading.nanos(), false));
    }

    /** How far the clock may jump forward now. */
    private Duration room(long now, ClockLimits limits) {
        return limits.maxJump()
                .plus(recent(back, backNanos, now, limits))
                .minus(recent(forward, forwardNanos, now, limits));
    }

    private static Duration recent(Duration jump, long at, long now, ClockLimits limits) {
        return now - at < limits.trustAfter().toNanos() ? jump : Duration.ZERO;
    }

    private Change near(TrustedClock.Reading reading, Duration newBaseAfter) {
        if (doubt.isEmpty() && reading.nanos() - nanos < newBaseAfter.toNanos()) {
            return Change.none(this);
        }
        return new Change(
                adopted(reading, forward, forwardNanos, back, backNanos),
                doubt.map(d -> new ClockStep(ClockStep.Kind.RETURNED, d.ahead(), reading.wall())));
    }

    private Change backTo(TrustedClock.Reading reading, Duration by, ClockLimits limits) {
        Duration all = by.plus(recent(back, backNanos, reading.nanos(), limits));
        return new Change(
                adopted(reading, forward, forwardNanos, all, reading.nanos()),
                Optional.of(new ClockStep(ClockStep.Kind.BACK, by, reading.wall())));
    }

    /** A return after a step back uses up what that has led back; only what is more counts as a jump. */
    private Change forwardTo(TrustedClock.Reading reading, Duration ahead, ClockLimits limits) {
        Duration owed = recent(back, backNanos, reading.nanos(), limits);
        Duration returned = owed.compareTo(ahead) < 0 ? owed : ahead;
        Duration jumped = recent(forward, forwardNanos, reading.nanos(), limits)
                .plus(ahead)
                .minus(returned);
        ClockStep.Kind kind = doubt.map(d -> d.lasts(ahead) ? ClockStep.Kind.LASTED : ClockStep.Kind.RETURNED)
                .orElse(ClockStep.Kind.FORWARD);
        return new Change(
                adopted(reading, jumped, reading.nanos(), owed.minus(returned), backNanos),
                Optional.of(new ClockStep(kind, doubt.map(Doubt::ahead).orElse(ahead), reading.wall())));
    }

    private Change stillDoubted(Doubt known, Duration ahead, TrustedClock.Reading reading, ClockLimits limits) {
        if (ahead.minus(known.ahead()).abs().compareTo(limits.maxJump()) > 0) {
            // another jump: it has not lasted yet
            return doubt(ahead, expectedAt(reading.nanos()), reading.nanos(), false);
        }
        boolean lasted = reading.nanos() - known.since() >= limits.trustAfter().toNanos();
        return lasted && !known.contradicted() ? trust(reading, ClockStep.Kind.LASTED) : Change.none(this);
    }

    private Change doubt(Duration ahead, Instant now, long nanosNow, boolean contradicted) {
        Instant noticed = now.truncatedTo(ChronoUnit.MICROS);
        return new Change(
                new ClockState(
                        now,
                        nanosNow,
                        Optional.of(new Doubt(ahead, nanosNow, noticed, contradicted)),
                        forward,
                        forwardNanos,
                        back,
                        backNanos),
                Optional.of(new ClockStep(ClockStep.Kind.DOUBTED, ahead, noticed)));
    }

    /** The wall clock is right. */
    Change trust(TrustedClock.Reading reading, ClockStep.Kind why) {
        Duration ahead = Duration.between(expectedAt(reading.nanos()), reading.wall());
        return new Change(
                trusted(reading),
                Optional.of(
                        new ClockStep(ahead.isNegative() ? ClockStep.Kind.BACK : why, ahead.abs(), reading.wall())));
    }

    ClockState contradicted(boolean contradicted) {
        return doubt.filter(d -> d.contradicted() != contradicted)
                .map(d -> new ClockState(
                        time,
                        nanos,
                        Optional.of(new Doubt(d.ahead(), d.since(), d.noticed(), contradicted)),
                        forward,
                        forwardNanos,
                        back,
                        backNanos))
                .orElse(this);
    }

    private ClockState adopted(
            TrustedClock.Reading reading,
            Duration newForward,
            long newForwardNanos,
            Duration newBack,
            long newBackNanos) {
        return new ClockState(
                reading.wall(), reading.nanos(), Optional.empty(), newForward, newForwardNanos, newBack, newBackNanos);
    }
}
