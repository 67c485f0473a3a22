package org.signalbox.health;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The state of one component that the engine needs.
 *
 * @param up whether it takes the server's readiness down
 * @param data details for the operator; no payloads and no passwords
 */
public record ComponentHealth(boolean up, Map<String, String> data) {

    public ComponentHealth {
        data = Map.copyOf(data);
    }

    /** It works. */
    public static ComponentHealth working() {
        return new ComponentHealth(true, Map.of());
    }

    /** It does not work, and the server is not ready without it. */
    public static ComponentHealth failing(String cause) {
        return new ComponentHealth(false, Map.of("cause", cause));
    }

    /** The same with one more detail. */
    public ComponentHealth with(String name, String value) {
        Map<String, String> more = new TreeMap<>(data);
        more.put(name, Objects.requireNonNull(value));
        return new ComponentHealth(up, more);
    }
}
