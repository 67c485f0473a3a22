package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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

    @POST
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public CompletionStage<Response> signal(
            @PathParam("type") String type,
            @BeanParam SentSignal signal,
            @QueryParam("businessKey") @Nullable String businessKey,
            @QueryParam("wait") @Nullable String wait,
            @Nullable InputStream payload) {
        boolean patient = Parameter.isPatient(wait);
        String who = Parameter.text("businessKey", businessKey)
                .orElseThrow(() -> Parameter.malformed("There is no parameter 'businessKey'; give attribute=value."));
        SentSignal.Addressee addressee = new SentSignal.Addressee(
                Optional.empty(),
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                Map.of(RawSignal.BUSINESS_KEY, who));
        return door.take(
                signal.to(addressee, payload, settings.forMachine().sizes().payload()), patient, uri);
    }
}
