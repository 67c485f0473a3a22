package org.signalbox.core.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Events;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.machine.Status;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Steps;

/** Reads what {@link ExportText} wrote, one instance after the other; of a long journal it keeps the end only. */
public final class ExportReader {

    private static final int LATEST = 50;

    private final Consumer<Exported> taker;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> timers = new ArrayList<>();
    private final List<Entry> waiting = new ArrayList<>();
    private final Deque<Entry> latest = new ArrayDeque<>();
    private Optional<Instance> instance = Optional.empty();

    private ExportReader(Consumer<Exported> taker) {
        this.taker = taker;
    }

    /**
     * Reads to the end.
     *
     * @param taker gets each instance once it is complete
     * @throws IllegalArgumentException naming the line, if that is no export, is cut off, or was written by a later version
     */
    public static void read(BufferedReader text, Consumer<Exported> taker) throws IOException {
        ExportReader reader = new ExportReader(taker);
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            try {
                reader.take(Json.tree(line));
            } catch (BadPayload e) {
                throw new IllegalArgumentException("Line " + number + " is not of an export: " + e.told(), e);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("Line " + number + " is not of an export: " + e, e);
            }
        }
        if (reader.instance.isPresent()) {
            throw new IllegalArgumentException("The export is cut off behind line " + number + ", within instance '"
                    + reader.instance.get().id() + "'; export it again.");
        }
    }

    private void take(JsonNode line) {
        String kind = line.fieldNames().next();
        JsonNode content = line.get(kind);
        if (instance.isPresent() == kind.equals("instance")) {
            throw new BadPayload("'" + kind + "' does not belong here; the export is cut off or mixed up.");
        }
        switch (kind) {
            case "instance" -> instance = Optional.of(instance(content));
            case "line" -> lines.add(line(content, id()));
            case "timer" -> timers.add(text(content, "name"));
            case "event" -> event(entry(content, id()));
            case "end" -> end();
            default -> throw new BadPayload("this version does not know '" + kind + "'.");
        }
    }

    private WorkflowId id() {
        return instance.orElseThrow().id();
    }

    private void event(Entry entry) {
        if (entry.state() == Entry.State.WAITING) {
            waiting.add(entry);
        }
        latest.add(entry);
        if (latest.size() > LATEST) {
            latest.remove();
        }
    }

    private void end() {
        taker.accept(new Exported(instance.orElseThrow(), lines, timers, waiting, List.copyOf(latest)));
        instance = Optional.empty();
        lines.clear();
        timers.clear();
        waiting.clear();
        latest.clear();
    }

    private static Instance instance(JsonNode from) {
        if (from.path("format").asInt() > ExportText.FORMAT) {
            throw new BadPayload("it was written by a later version of Signalbox.");
        }
        return new Instance(
                new WorkflowId(text(from, "workflowId")),
                text(from, "type"),
                from.path("run").asInt(),
                Status.valueOf(text(from, "status")),
                from.path("sequence").asLong(),
                from.path("waiting").asInt(),
                raw(from, "state"),
                raw(from, "parking").map(p -> (Parking) Json.read(p, Parking.class)),
                raw(from, "result"),
                optional(from, "failure"),
                Instant.parse(text(from, "startedAt")),
                optional(from, "closedAt").map(Instant::parse),
                from.path("firstWaiting").asLong(),
                raw(from, "lines").map(OpenLine::read).orElse(List.of()),
                raw(from, "life").map(Life::read).orElse(Life.PLAIN));
    }

    private static Line line(JsonNode from, WorkflowId id) {
        return new Line(
                from.path("opened").asLong(),
                event(from.path("event"), id),
                Instant.parse(text(from, "openedAt")),
                raw(from, "snapshot").orElseThrow(() -> missing("snapshot")),
                Steps.read(raw(from, "steps").orElseThrow(() -> missing("steps"))));
    }

    private static Entry entry(JsonNode from, WorkflowId id) {
        return new Entry(
                from.path("sequence").asLong(),
                from.path("run").asInt(),
                event(from, id),
                Entry.State.valueOf(text(from, "state")),
                StreamSupport.stream(from.path("decided").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static Event event(JsonNode from, WorkflowId id) {
        return Events.of(
                Event.Kind.valueOf(text(from, "kind")),
                text(from, "name"),
                raw(from, "payload"),
                optional(from, "signalId"),
                optional(from, "askedBy").map(by -> key(by, id)).orElse(new ActivityKey(id, 0, 0)));
    }

    private static ActivityKey key(String askedBy, WorkflowId id) {
        int dot = askedBy.indexOf('.');
        return new ActivityKey(
                id, Long.parseLong(askedBy.substring(0, dot)), Integer.parseInt(askedBy.substring(dot + 1)));
    }

    private static Optional<String> optional(JsonNode from, String name) {
        return Optional.ofNullable(from.path(name).textValue());
    }

    private static String text(JsonNode from, String name) {
        return optional(from, name).orElseThrow(() -> missing(name));
    }

    private static Optional<String> raw(JsonNode from, String name) {
        return from.has(name) ? Optional.of(from.get(name).toString()) : Optional.empty();
    }

    private static BadPayload missing(String name) {
        return new BadPayload("'" + name + "' is missing.");
    }
}
