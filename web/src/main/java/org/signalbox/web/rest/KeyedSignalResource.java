package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.web.security.Role;

/** Signals to the one running instance that has a certain value in a search attribute. */
@Path("workflows/{type}/signals/{name}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeyedSignalResource {

    @Inject
    private SignalDoor door;

    @Inject
    private EngineSettings settings;

    @Context
    private UriInfo uri;

    @Context
    private SecurityContext user;

    @Context
    private HttpHeaders headers;

    @POST
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public Response signal(
            @PathParam("type") String type,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("businessKey") @Nullable String businessKey,
            @Nullable InputStream payload) {
        Body body = Body.read(
                payload, headers.getMediaType(), settings.forMachine().sizes().payload());
        String who = Parameter.text("businessKey", businessKey)
                .orElseThrow(() -> Parameter.malformed("There is no parameter 'businessKey'; give attribute=value."));
        return door.take(
                new RawSignal(
                        Optional.empty(),
                        Optional.of(name),
                        Optional.ofNullable(key)
                                .filter(k -> !k.isEmpty())
                                .or(() -> Optional.of(UUID.randomUUID().toString())),
                        Optional.of(type),
                        Optional.empty(),
                        Optional.empty(),
                        body.ifAny().isPresent() ? "TEXT" : "EMPTY",
                        body.ifAny(),
                        Map.of("door", "REST", "user", user.getUserPrincipal().getName(), RawSignal.BUSINESS_KEY, who)),
                uri);
    }
}
