package org.signalbox.web.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.undeliverable.RawSignal;

/** What a request says of a signal, whichever way it names the instance. */
public class SentSignal {

    @PathParam("name")
    private String name = "";

    @HeaderParam("Idempotency-Key")
    private @Nullable String key;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext user;

    /** To whom a signal goes, and what becomes of it if that instance does not run. */
    record Addressee(
            Optional<String> workflowId,
            Optional<String> workflowType,
            Optional<String> startInput,
            Optional<String> holdFor,
            Map<String, String> properties) {}

    /** The signal as it came; without an idempotency key it has an id of its own. */
    RawSignal to(Addressee addressee, @Nullable InputStream payload, int longestPayload) {
        Optional<byte[]> body =
                Body.read(payload, headers.getMediaType(), longestPayload).ifAny();
        Map<String, String> properties = new TreeMap<>(addressee.properties());
        properties.put("door", "REST");
        properties.put("user", user.getUserPrincipal().getName());
        return new RawSignal(
                addressee.workflowId(),
                Optional.of(name),
                Optional.ofNullable(key)
                        .filter(k -> !k.isEmpty())
                        .or(() -> Optional.of(UUID.randomUUID().toString())),
                addressee.workflowType(),
                addressee.startInput(),
                addressee.holdFor(),
                body.isPresent() ? "TEXT" : "EMPTY",
                body,
                properties);
    }
}
