package org.signalbox.core.turn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.activity.RetryAfter;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StorableText;

/** How an activity, or something else that was asked for, ended, as its event in the journal carries it. */
public sealed interface ActivityOutcome {

    /** How the text of a result begins; the rest is the result and a brace. */
    String COMPLETED = "{\"completed\":";

    /** The payload of the event. */
    String write();

    /** What is kept of it: the result as JSON, or the text of the failure. */
    String text();

    Kind kind();

    /** The ways in which an activity ends. In the journal one that was cancelled is a failed one. */
    enum Kind {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /** @param result as JSON */
    record Completed(String result) implements ActivityOutcome {
        @Override
        public String write() {
            return COMPLETED + result + "}";
        }

        @Override
        public String text() {
            return result;
        }

        @Override
        public Kind kind() {
            return Kind.COMPLETED;
        }
    }

    /**
     * @param failure the exception and its message, and perhaps causes
     * @param retried whether another attempt is worth while, as far as the failure itself says
     * @param delay when it is, if the failure says that too
     */
    record Failed(String failure, boolean retried, Optional<Duration> delay) implements ActivityOutcome {

        private static final int LONGEST = 4000;

        /** One that is final. */
        public Failed(String failure) {
            this(failure, false, Optional.empty());
        }

        @Override
        public String write() {
            return failed(failure);
        }

        @Override
        public String text() {
            return failure;
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }

        /** What a method has thrown, with its causes. */
        public static Failed of(Throwable thrown, boolean retried) {
            StringBuilder text = new StringBuilder();
            for (Throwable behind : Causes.of(thrown)) {
                text.append(text.isEmpty() ? "" : "\ncaused by ").append(AuthorFailure.textOf(behind));
                if (text.length() >= LONGEST) {
                    break;
                }
            }
            Optional<Duration> delay =
                    thrown instanceof RetryAfter later ? Optional.of(later.delay()) : Optional.empty();
            return of(text.toString(), retried, delay);
        }

        /** A failure in somebody's words. */
        public static Failed of(String failure, boolean retried, Optional<Duration> delay) {
            return new Failed(StorableText.of(failure, LONGEST), retried, delay);
        }

        /** One that is told by a word of ours, and what a person needs to know beyond it. */
        public static Failed of(Enum<?> word, String text) {
            return new Failed(word.name() + ": " + text);
        }

        String word() {
            return failure.substring(0, Math.max(0, failure.indexOf(':')));
        }

        String explanation() {
            return failure.substring(failure.indexOf(':') + 1).strip();
        }

        /** The class of the exception, if it was one. */
        String type() {
            int end = failure.indexOf(':') < 0 ? failure.length() : failure.indexOf(':');
            String first = failure.substring(0, end);
            return first.matches("([\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*") ? first : "";
        }
    }

    /** It ended because its workflow did not need it any more. */
    record Cancelled() implements ActivityOutcome {

        private static final String TEXT = ActivityCancelled.class.getName() + ": The activity was cancelled";

        @Override
        public String write() {
            return failed(TEXT);
        }

        @Override
        public String text() {
            return TEXT;
        }

        @Override
        public Kind kind() {
            return Kind.CANCELLED;
        }
    }

    private static String failed(String failure) {
        return "{\"failed\":" + Json.write(failure) + "}";
    }

    /** @throws BadPayload if it is no outcome */
    static ActivityOutcome read(String json) {
        if (json.startsWith(COMPLETED) && json.endsWith("}")) {
            // As it is written here; lines of thousands of steps are read often.
            return new Completed(json.substring(COMPLETED.length(), json.length() - 1));
        }
        try (JsonParser in = Json.parser(json)) {
            in.nextToken();
            if ("completed".equals(in.nextFieldName())) {
                in.nextToken();
                return new Completed(Json.rawValue(json, in));
            }
            if (in.currentToken() == JsonToken.FIELD_NAME) {
                JsonNode failure = Json.tree(json).path("failed");
                return new Failed(failure.isTextual() ? failure.textValue() : failure.toString());
            }
        } catch (IOException e) {
            throw new BadPayload("The outcome of an activity can't be read: " + e.getMessage());
        }
        throw new BadPayload("The outcome of an activity is neither completed nor failed.");
    }
}
