package org.signalbox.core.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.Steps;

/**
 * Writes the lines of an export, each a JSON object of its own whose only property tells what it is. For each instance:
 * one {@code instance}, its open {@code line}s, its {@code timer}s, the {@code event}s of its journal, one {@code end}.
 * So an export can be written and read however long it is, several can be put one behind the other, and one that is cut
 * off is known by its missing end.
 */
public final class ExportText {

    /** The version of what is written; readers know it and all before. */
    static final int FORMAT = 1;

    private interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    private ExportText() {}

    /** What is known of the instance itself. */
    public static String instance(Instance instance, Instant exportedAt) {
        return line("instance", out -> {
            out.writeNumberField("format", FORMAT);
            out.writeStringField("exportedAt", exportedAt.toString());
            out.writeStringField("workflowId", instance.id().value());
            out.writeStringField("type", instance.type());
            out.writeNumberField("run", instance.run());
            out.writeStringField("status", instance.status().name());
            out.writeNumberField("sequence", instance.sequence());
            out.writeNumberField("waiting", instance.waiting());
            out.writeNumberField("firstWaiting", instance.firstWaiting());
            out.writeStringField("startedAt", instance.startedAt().toString());
            text("closedAt", instance.closedAt(), out);
            raw("state", instance.state(), out);
            raw("lines", Optional.of(OpenLine.write(instance.lines())), out);
            raw("life", instance.life().write(), out);
            raw("result", instance.result(), out);
            text("failure", instance.failure(), out);
            raw("parking", instance.parking().map(ExportText::parking), out);
        });
    }

    private static String parking(Parking parking) {
        return Json.write(parking);
    }

    /** One of its open lines, with all that is recorded of it. */
    public static String line(Line line) {
        return line("line", out -> {
            out.writeNumberField("opened", line.opened());
            out.writeStringField("openedAt", line.openedAt().toString());
            out.writeObjectFieldStart("event");
            event(line.event(), out);
            out.writeEndObject();
            raw("snapshot", Optional.of(line.snapshot()), out);
            raw("steps", Optional.of(Steps.write(line.steps())), out);
        });
    }

    /** One of its timers. */
    public static String timer(String name, Instant dueAt) {
        return line("timer", out -> {
            out.writeStringField("name", name);
            out.writeStringField("dueAt", dueAt.toString());
        });
    }

    /**
     * One event of its journal, in ascending order.
     *
     * @param server the one that handled it, or accepted it while it waits
     */
    public static String event(Entry entry, Optional<Instant> acceptedAt, Optional<String> server) {
        return line("event", out -> {
            out.writeNumberField("sequence", entry.sequence());
            out.writeNumberField("run", entry.run());
            event(entry.event(), out);
            out.writeStringField("state", entry.state().name());
            text("acceptedAt", acceptedAt, out);
            text("server", server, out);
            out.writeArrayFieldStart("decided");
            for (String decided : entry.decided()) {
                out.writeString(decided);
            }
            out.writeEndArray();
        });
    }

    /** There is nothing more of this instance. */
    public static String end(WorkflowId id) {
        return line("end", out -> out.writeStringField("workflowId", id.value()));
    }

    private static void event(Event event, JsonGenerator out) throws IOException {
        out.writeStringField("kind", event.kind().name());
        out.writeStringField("name", event.name());
        text("signalId", event.sentAs().map(SignalId::value), out);
        if (event instanceof Event.Ended ended) {
            out.writeStringField(
                    "askedBy", ended.key().sequence() + "." + ended.key().ordinal());
        }
        raw("payload", event.payload(), out);
    }

    private static void text(String name, Optional<?> value, JsonGenerator out) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(name, value.get().toString());
        }
    }

    /** JSON as it is; a break of the line can only stand between its parts. */
    private static void raw(String name, Optional<String> json, JsonGenerator out) throws IOException {
        json.ifPresent(Undecodable::refuse);
        if (json.isPresent()) {
            out.writeFieldName(name);
            out.writeRawValue(json.get().replace('\n', ' ').replace('\r', ' '));
        }
    }

    private static String line(String kind, Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.generator(text)) {
            out.writeStartObject();
            out.writeObjectFieldStart(kind);
            content.write(out);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }
}
