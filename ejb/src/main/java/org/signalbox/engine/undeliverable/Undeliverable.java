package org.signalbox.engine.undeliverable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.Json;

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

    static Map<String, String> propertiesFrom(String json) {
        Map<String, String> properties = new HashMap<>();
        Json.tree(json)
                .properties()
                .forEach(e -> properties.put(e.getKey(), e.getValue().asText()));
        return properties;
    }
}
