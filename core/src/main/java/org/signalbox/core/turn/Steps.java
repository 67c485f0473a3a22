package org.signalbox.core.turn;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.FieldValues;
import org.signalbox.core.payload.Json;

/**
 * Steps as text: a JSON array of arrays, each beginning with a letter for its kind. Short, because a line has many, and
 * stable, because lines stay open for months: a kind or a part may be added, none may change.
 */
public final class Steps {

    private Steps() {}

    public static String write(List<Step> steps) {
        StringWriter text = new StringWriter(64 * steps.size() + 16);
        try (JsonGenerator out = Json.generator(text)) {
            out.writeStartArray();
            for (Step step : steps) {
                out.writeStartArray();
                write(step, out);
                out.writeEndArray();
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Step step, JsonGenerator out) throws IOException {
        if (step instanceof Step.Asked asked) {
            begin("a", asked.what(), out);
        } else if (step instanceof Step.Started started) {
            begin("s", started.activity(), out);
        } else if (step instanceof Step.Called called) {
            begin("c", called.what(), out);
        } else if (step instanceof Step.Ended ended) {
            out.writeString("e");
            out.writeNumber(ended.ordinal());
            out.writeRawValue(ended.outcome());
        } else if (step instanceof Step.Passed passed) {
            begin("p", passed.awaited(), out);
            out.writeNumber(passed.way());
            Instant at = passed.at();
            out.writeNumber(at.getEpochSecond());
            out.writeNumber(at.getNano());
            if (passed.changed().isPresent()) {
                out.writeRawValue(passed.changed().get().json());
            }
        } else if (step instanceof Step.Ran ran) {
            begin("r", ran.name(), out);
            out.writeRawValue(ran.result());
        } else if (step instanceof Step.Version version) {
            begin("v", version.change(), out);
            out.writeNumber(version.number());
        }
    }

    private static void begin(String kind, String what, JsonGenerator out) throws IOException {
        out.writeString(kind);
        out.writeString(what);
    }

    /** @throws BadPayload if the text is not what {@link #write} wrote, by this version or a later one */
    public static List<Step> read(String text) {
        List<Step> steps = new ArrayList<>();
        try (JsonParser in = Json.parser(text)) {
            expect(in.nextToken() == JsonToken.START_ARRAY);
            while (in.nextToken() == JsonToken.START_ARRAY) {
                steps.add(readOne(text, in));
            }
        } catch (IOException e) {
            throw new BadPayload("The recorded steps can't be read: " + e.getMessage());
        }
        return steps;
    }

    private static Step readOne(String source, JsonParser in) throws IOException {
        String kind = text(in);
        Step step = switch (kind) {
            case "a" -> new Step.Asked(text(in));
            case "s" -> new Step.Started(text(in));
            case "c" -> new Step.Called(text(in));
            case "e" -> new Step.Ended(in.nextIntValue(0), raw(source, in));
            case "p" -> {
                String wait = text(in);
                int way = in.nextIntValue(0);
                Instant at = Instant.ofEpochSecond(in.nextLongValue(0), in.nextLongValue(0));
                boolean changed = in.nextToken() != JsonToken.END_ARRAY;
                yield new Step.Passed(wait, way, at, changed ? Optional.of(values(in)) : Optional.empty());
            }
            case "r" -> new Step.Ran(text(in), raw(source, in));
            case "v" -> new Step.Version(text(in), in.nextIntValue(0));
            default -> throw new BadPayload("A recorded step is of a kind this version does not know: " + kind);
        };
        while (in.currentToken() != JsonToken.END_ARRAY) {
            in.skipChildren();
            in.nextToken();
        }
        return step;
    }

    private static String text(JsonParser in) throws IOException {
        return Optional.ofNullable(in.nextTextValue())
                .orElseThrow(() -> new BadPayload("A recorded step has no text where there must be one."));
    }

    private static String raw(String source, JsonParser in) throws IOException {
        in.nextToken();
        return value(source, in);
    }

    private static String value(String source, JsonParser in) throws IOException {
        String value = Json.rawValue(source, in);
        in.nextToken();
        return value;
    }

    private static FieldValues values(JsonParser in) throws IOException {
        FieldValues values = FieldValues.read(in);
        in.nextToken();
        return values;
    }

    private static void expect(boolean fits) {
        if (!fits) {
            throw new BadPayload("The recorded steps are no JSON array.");
        }
    }
}
