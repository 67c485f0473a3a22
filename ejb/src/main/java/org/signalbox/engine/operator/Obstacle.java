package org.signalbox.engine.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something without whose end an instance does not move.
 *
 * @param text what it is, for people
 * @param since when it began, as far as that is known
 * @param next when it ends or is tried again by itself, if it does
 * @param event the sequence of the event that it is about
 * @param attempts how often it was tried in vain
 * @param error what the last attempt failed with
 */
public record Obstacle(
        Kind kind,
        String text,
        Optional<Instant> since,
        Optional<Instant> next,
        OptionalLong event,
        OptionalInt attempts,
        Optional<String> error) {

    /** What can be in the way; the first ones keep an instance from what it could do, the last ones are what it waits for. */
    public enum Kind {
        /** Another transaction holds its row. */
        LOCKED,
        /** Somebody wants that nothing is handled. */
        PAUSED,
        /** The author's code fails. */
        PARKED,
        /** Its workflow is not deployed. */
        NOT_DEPLOYED,
        /** The run begins later. */
        NOT_BEGUN,
        /** Signals are held for it; it is not started. */
        HELD,
        /** Accepted events wait for their turn. */
        INBOX,
        /** A handler or the main line waits. */
        HANDLER,
        /** An activity is under way, or fails. */
        ACTIVITY,
        /** A timer is set. */
        TIMER,
        /** Nothing is under way. */
        SIGNAL
    }

    static Obstacle of(Kind kind, String text) {
        return new Obstacle(
                kind,
                text,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    Obstacle since(Optional<Instant> time) {
        return new Obstacle(kind, text, time, next, event, attempts, error);
    }

    Obstacle until(Optional<Instant> time) {
        return new Obstacle(kind, text, since, time, event, attempts, error);
    }

    Obstacle at(long sequence) {
        return new Obstacle(kind, text, since, next, OptionalLong.of(sequence), attempts, error);
    }

    Obstacle failed(int times, Optional<String> with) {
        return new Obstacle(kind, text, since, next, event, OptionalInt.of(times), with);
    }
}
