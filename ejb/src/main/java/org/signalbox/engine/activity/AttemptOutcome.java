package org.signalbox.engine.activity;

import org.signalbox.core.payload.Json;

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
            StringBuilder told = new StringBuilder(cause.toString());
            for (Throwable t = cause.getCause(); t != null && told.length() < LONGEST; t = t.getCause()) {
                told.append("\ncaused by ").append(t);
            }
            String text = told.toString().replace('\0', ' ');
            return new Failed(text.length() > LONGEST ? text.substring(0, LONGEST) : text, retried);
        }
    }
}
