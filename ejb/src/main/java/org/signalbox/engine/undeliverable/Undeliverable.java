package org.signalbox.engine.undeliverable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.Undecodable;

/**
 * A signal nobody could take, as it is kept.
 *
 * @param signal as it came; in a list without its body, which may be large
 * @param bodyLength in bytes; empty if there was no body or it was not read
 * @param settled what an operator did with it: {@code RESENT} or {@code DISCARDED}; empty while open
 */
public record Undeliverable(
        long id,
        Instant receivedAt,
        Reason reason,
        String detail,
        RawSignal signal,
        Optional<Integer> bodyLength,
        Optional<String> settled) {

    /** Why it can't be sent again now, if a part of it can't be decoded. */
    public Optional<String> undecodable() {
        return Stream.of(
                        signal.bodyText().stream(), signal.startInput().stream(), signal.properties().values().stream())
                .flatMap(parts -> parts)
                .filter(Undecodable::isMarked)
                .map(Undecodable::shown)
                .findFirst();
    }

    static Map<String, String> propertiesFrom(String json) {
        Map<String, String> properties = new HashMap<>();
        if (Undecodable.isMarked(json)) {
            properties.put("undecodable", json);
            return properties;
        }
        Json.tree(json)
                .properties()
                .forEach(e -> properties.put(e.getKey(), e.getValue().asText()));
        return properties;
    }
}
