package org.signalbox.core.turn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;

/** How an activity, or something else that was asked for, ended, as its event in the journal carries it. */
public sealed interface ActivityOutcome {

    /** How the text of a result begins; the rest is the result and a brace. */
    String COMPLETED = "{\"completed\":";

    /** The payload of the event. */
    String write();

    /** @param result as JSON */
    record Completed(String result) implements ActivityOutcome {
        @Override
        public String write() {
            return COMPLETED + result + "}";
        }
    }

    /**
     * @param failure what is told of it: the exception and its message, and perhaps causes
     */
    record Failed(String failure) implements ActivityOutcome {
        @Override
        public String write() {
            return "{\"failed\":" + Json.write(failure) + "}";
        }

        /** One that is told by a word of ours, and what a person needs to know beyond it. */
        public static Failed of(Enum<?> word, String text) {
            return new Failed(word.name() + ": " + text);
        }

        String word() {
            return failure.substring(0, Math.max(0, failure.indexOf(':')));
        }

        String text() {
            return failure.substring(failure.indexOf(':') + 1).strip();
        }

        /** The class of the exception, if it was one. */
        String type() {
            int end = failure.indexOf(':') < 0 ? failure.length() : failure.indexOf(':');
            String first = failure.substring(0, end);
            return first.matches("([\\p{L}_$][\\p{L}\\p{N}_$]*\\.)+[\\p{L}_$][\\p{L}\\p{N}_$]*") ? first : "";
        }
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
