package org.signalbox.engine.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** A clock that goes on from a given time by the monotonic clock, so that steps of the wall clock make no attempt late. */
final class SteadyClock {

    private SteadyClock() {}

    /** @param begin the time now */
    static Clock from(Instant begin) {
        long nanos = System.nanoTime();
        InstantSource source = () -> begin.plus(Duration.ofNanos(System.nanoTime() - nanos));
        return source.withZone(ZoneOffset.UTC);
    }
}
