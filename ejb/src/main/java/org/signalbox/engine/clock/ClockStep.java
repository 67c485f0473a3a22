package org.signalbox.engine.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A change of the engine's time that is not mere passing, or the beginning of a doubt.
 *
 * @param by how far the wall clock jumped; never negative
 * @param time the engine's time afterwards
 */
public record ClockStep(Kind kind, Duration by, Instant time) {

    /** What happened. */
    public enum Kind {
        /** The wall clock jumped forward, within the limit: adopted. */
        FORWARD,
        /** The wall clock jumped back: adopted. */
        BACK,
        /** The wall clock jumped forward beyond the limit: the engine's time goes on without the jump. */
        DOUBTED,
        /** The wall clock came back to the engine's time: the doubt is over. */
        RETURNED,
        /** The jump has lasted for long enough: adopted. */
        LASTED,
        /** An operator confirmed the jump: adopted. */
        CONFIRMED
    }
}
