package org.signalbox.engine.undeliverable;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalbox.core.payload.Json;

/** A signal as it came, as one text. */
final class RawSignalText {

    private RawSignalText() {}

    static String write(RawSignal signal) {
        Map<String, Object> parts = new TreeMap<>();
        signal.workflowId().ifPresent(v -> parts.put("workflowId", v));
        signal.signal().ifPresent(v -> parts.put("signal", v));
        signal.signalId().ifPresent(v -> parts.put("signalId", v));
        signal.workflowType().ifPresent(v -> parts.put("workflowType", v));
        signal.startInput().ifPresent(v -> parts.put("startInput", v));
        signal.holdFor().ifPresent(v -> parts.put("holdFor", v));
        parts.put("bodyKind", signal.bodyKind());
        signal.body().ifPresent(v -> parts.put("body", Base64.getEncoder().encodeToString(v)));
        parts.put("properties", new TreeMap<>(signal.properties()));
        return Json.write(parts);
    }

    static RawSignal read(String text) {
        JsonNode parts = Json.tree(text);
        Map<String, String> properties = new TreeMap<>();
        parts.path("properties")
                .properties()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asText()));
        return new RawSignal(
                part(parts, "workflowId"),
                part(parts, "signal"),
                part(parts, "signalId"),
                part(parts, "workflowType"),
                part(parts, "startInput"),
                part(parts, "holdFor"),
                part(parts, "bodyKind").orElse("EMPTY"),
                part(parts, "body").map(Base64.getDecoder()::decode),
                properties);
    }

    private static Optional<String> part(JsonNode parts, String name) {
        return parts.hasNonNull(name) ? Optional.of(parts.get(name).asText()) : Optional.empty();
    }
}
