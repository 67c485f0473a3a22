package org.signalbox.engine.activity;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.AuthorFailure;

/** How an attempt ended. */
public sealed interface AttemptOutcome {

    /** The payload of the journal's event, as JSON. */
    String journalled();

    /** @param result as JSON */
    record Succeeded(String result) implements AttemptOutcome {
        @Override
        public String journalled() {
            return "{\"completed\":" + result + "}";
        }
    }

    /** @param retried whether another attempt is worth while, as far as the failure itself tells */
    record Failed(String failure, boolean retried) implements AttemptOutcome {

        private static final int LONGEST = 4000;

        @Override
        public String journalled() {
            return "{\"failed\":" + Json.write(failure) + "}";
        }

        public static Failed of(Throwable cause, boolean retried) {
            StringBuilder told = new StringBuilder(AuthorFailure.textOf(cause));
            Optional<Throwable> before = AuthorFailure.causeOf(cause);
            while (before.isPresent() && told.length() < LONGEST) {
                told.append("\ncaused by ").append(AuthorFailure.textOf(before.get()));
                before = before.flatMap(AuthorFailure::causeOf);
            }
            return new Failed(told.substring(0, Math.min(told.length(), LONGEST)), retried);
        }

        static Failed late(int attempt, Instant begun) {
            return new Failed("Attempt " + attempt + ", begun at " + begun + ", did not end in time", true);
        }
    }
}
