package org.signalbox.web.rest;

import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.StartOptions;
import org.signalbox.engine.undeliverable.StartText;

/** What a start says beyond type and input, as parameters of the address; the same names as over JMS. */
public class StartParameters {

    @QueryParam("idReuse")
    private @Nullable String idReuse;

    @QueryParam("idConflict")
    private @Nullable String idConflict;

    @QueryParam("startDelay")
    private @Nullable String startDelay;

    @QueryParam("runTimeout")
    private @Nullable String runTimeout;

    @QueryParam("executionTimeout")
    private @Nullable String executionTimeout;

    @QueryParam("maxAttempts")
    private @Nullable String maxAttempts;

    @QueryParam("memo")
    private @Nullable String memo;

    /** Those that are given. */
    Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        put(given, "idReuse", idReuse);
        put(given, "idConflict", idConflict);
        put(given, "startDelay", startDelay);
        put(given, "runTimeout", runTimeout);
        put(given, "executionTimeout", executionTimeout);
        put(given, "maxAttempts", maxAttempts);
        put(given, "memo", memo);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }

    StartOptions options() {
        try {
            return StartText.PARAMETERS.read(given());
        } catch (IllegalArgumentException e) {
            throw Parameter.malformed(String.valueOf(e.getMessage()));
        }
    }
}
