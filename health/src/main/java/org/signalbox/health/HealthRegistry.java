package org.signalbox.health;

import java.util.Optional;

/**
 * Where the engine and the checks meet: the checks' class loader sees no bean of the engine, but the engine sees this class.
 * There is one registry for each deployed EAR.
 */
public final class HealthRegistry {

    private static volatile Optional<EngineHealth> registered = Optional.empty();

    private HealthRegistry() {}

    /** From now on the checks ask this engine. */
    public static void register(EngineHealth engine) {
        registered = Optional.of(engine);
    }

    /** From now on the checks report that the engine does not run. */
    public static void unregister() {
        registered = Optional.empty();
    }

    /** The engine, while it runs. */
    static Optional<EngineHealth> engine() {
        return registered;
    }
}
