package org.signalbox.engine.undeliverable;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.signalbox.client.IdConflict;
import org.signalbox.client.IdReuse;
import org.signalbox.client.StartOptions;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StrictJson;

/**
 * The options of a start as text: as parameters of a call, and as properties of a message, which are also how they are kept
 * with a signal. A sender's own properties must not be taken for ours, so the names of properties begin with {@code start}.
 */
public enum StartText {
    PARAMETERS(""),
    PROPERTIES("start");

    private static final String REUSE = "idReuse";
    private static final String CONFLICT = "idConflict";
    private static final String DELAY = "startDelay";
    private static final String RUN = "runTimeout";
    private static final String EXECUTION = "executionTimeout";
    private static final String ATTEMPTS = "maxAttempts";
    private static final String MEMO = "memo";

    private static final List<String> ALL = List.of(REUSE, CONFLICT, DELAY, RUN, EXECUTION, ATTEMPTS, MEMO);

    private final String prefix;

    StartText(String prefix) {
        this.prefix = prefix;
    }

    private String name(String option) {
        return option.startsWith(prefix)
                ? option
                : prefix + option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1);
    }

    /** Parameters as properties; others as they are. */
    public static Map<String, String> asProperties(Map<String, String> parameters) {
        Map<String, String> properties = new TreeMap<>();
        parameters.forEach((name, value) -> properties.put(ALL.contains(name) ? PROPERTIES.name(name) : name, value));
        return properties;
    }

    /** @throws IllegalArgumentException naming the property that is wrong, and what would be right */
    public StartOptions read(Map<String, String> properties) {
        if (ALL.stream().map(this::name).noneMatch(properties::containsKey)) {
            return StartOptions.NONE;
        }
        return new StartOptions(
                word(name(REUSE), properties, IdReuse.values()).orElse(IdReuse.ALLOWED),
                word(name(CONFLICT), properties, IdConflict.values()),
                time(name(DELAY), properties),
                time(name(RUN), properties),
                time(name(EXECUTION), properties),
                number(name(ATTEMPTS), properties),
                memo(properties));
    }

    Map<String, String> write(StartOptions options) {
        Map<String, String> properties = new TreeMap<>();
        if (options.idReuse() != IdReuse.ALLOWED) {
            properties.put(name(REUSE), options.idReuse().name());
        }
        options.idConflict().ifPresent(c -> properties.put(name(CONFLICT), c.name()));
        options.delay().ifPresent(t -> properties.put(name(DELAY), t.toString()));
        options.runTimeout().ifPresent(t -> properties.put(name(RUN), t.toString()));
        options.executionTimeout().ifPresent(t -> properties.put(name(EXECUTION), t.toString()));
        options.maxAttempts().ifPresent(n -> properties.put(name(ATTEMPTS), String.valueOf(n)));
        if (!options.memo().isEmpty()) {
            properties.put(name(MEMO), Json.write(options.memo()));
        }
        return properties;
    }

    private static Optional<String> text(String name, Map<String, String> properties) {
        return Optional.ofNullable(properties.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    }

    private static <E extends Enum<E>> Optional<E> word(String name, Map<String, String> properties, E[] words) {
        return text(name, properties)
                .map(text -> Arrays.stream(words)
                        .filter(w -> w.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + name + "' must be one of " + Arrays.toString(words) + ".")));
    }

    private static Optional<Duration> time(String name, Map<String, String> properties) {
        try {
            return text(name, properties).map(Duration::parse);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + name + "' must be an ISO-8601 duration such as PT1H or P2D.", e);
        }
    }

    private static OptionalInt number(String name, Map<String, String> properties) {
        try {
            return text(name, properties)
                    .map(t -> OptionalInt.of(Integer.parseInt(t)))
                    .orElseGet(OptionalInt::empty);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number.", e);
        }
    }

    private Map<String, Object> memo(Map<String, String> properties) {
        Map<String, Object> memo = new TreeMap<>();
        text(name(MEMO), properties).ifPresent(text -> {
            JsonNode tree = tree(text);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("'" + name(MEMO) + "' must be a JSON object.");
            }
            tree.properties().forEach(entry -> memo.put(entry.getKey(), entry.getValue()));
        });
        return memo;
    }

    private JsonNode tree(String text) {
        try {
            return StrictJson.tree(text);
        } catch (BadPayload e) {
            throw new IllegalArgumentException("'" + name(MEMO) + "' must be a JSON object: " + e.told(), e);
        }
    }
}
