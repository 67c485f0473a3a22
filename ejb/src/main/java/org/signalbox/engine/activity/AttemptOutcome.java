package org.signalbox.engine.activity;

import java.time.Duration;
import java.util.Optional;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.activity.RetryAfter;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.AuthorFailure;

/** How an attempt ended. */
public sealed interface AttemptOutcome {

    /** The payload of the journal's event, as JSON. */
    String journalled();

    /** What the activity's row keeps of it. */
    Optional<String> kept();

    /** What it means for the activity. */
    ActivityState.Move move();

    /** @param result as JSON */
    record Succeeded(String result) implements AttemptOutcome {
        @Override
        public String journalled() {
            return "{\"completed\":" + result + "}";
        }

        @Override
        public ActivityState.Move move() {
            return ActivityState.Move.COMPLETE;
        }

        @Override
        public Optional<String> kept() {
            return Optional.of(result);
        }
    }

    /**
     * @param retried whether another attempt is worth while, as far as the failure itself tells
     * @param delay when, if it tells that too
     */
    record Failed(String failure, boolean retried, Optional<Duration> delay) implements AttemptOutcome {

        private static final int LONGEST = 4000;

        @Override
        public String journalled() {
            return "{\"failed\":" + Json.write(failure) + "}";
        }

        @Override
        public ActivityState.Move move() {
            return ActivityState.Move.FAIL;
        }

        @Override
        public Optional<String> kept() {
            return Optional.of(failure);
        }

        public static Failed of(Throwable cause, boolean retried) {
            StringBuilder told = new StringBuilder(AuthorFailure.textOf(cause));
            Optional<Throwable> before = AuthorFailure.causeOf(cause);
            while (before.isPresent() && told.length() < LONGEST) {
                told.append("\ncaused by ").append(AuthorFailure.textOf(before.get()));
                before = before.flatMap(AuthorFailure::causeOf);
            }
            Optional<Duration> delay =
                    cause instanceof RetryAfter later ? Optional.of(later.delay()) : Optional.empty();
            return new Failed(told.substring(0, Math.min(told.length(), LONGEST)), retried, delay);
        }

        /** What somebody outside says of it. */
        public static Failed told(String failure, boolean retried, Optional<Duration> delay) {
            String storable = AuthorFailure.storable(failure);
            return new Failed(storable.substring(0, Math.min(storable.length(), LONGEST)), retried, delay);
        }
    }

    /** It ended because there was no more use for it. */
    record Cancelled() implements AttemptOutcome {

        private static final String TOLD = ActivityCancelled.class.getName() + ": The activity was cancelled";

        @Override
        public String journalled() {
            return "{\"failed\":" + Json.write(TOLD) + "}";
        }

        @Override
        public ActivityState.Move move() {
            return ActivityState.Move.CANCEL;
        }

        @Override
        public Optional<String> kept() {
            return Optional.of(TOLD);
        }
    }

    /** It is no end of the attempt, or one that has been recorded. */
    sealed interface Settled extends AttemptOutcome {
        @Override
        default String journalled() {
            throw new IllegalStateException("There is nothing to record");
        }

        @Override
        default ActivityState.Move move() {
            throw new IllegalStateException("There is nothing to record");
        }

        @Override
        default Optional<String> kept() {
            return Optional.empty();
        }
    }

    /** Its method has returned, but it goes on outside of the server until someone ends it. */
    record Later() implements Settled {}

    /** It has been recorded, or was over before. */
    record Recorded() implements Settled {}
}
