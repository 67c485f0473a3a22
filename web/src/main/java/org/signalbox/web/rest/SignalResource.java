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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.undeliverable.StartText;
import org.signalbox.web.security.Role;

/**
 * Signals to instances. Once a signal is answered with a receipt it is durable; one that is refused is kept as
 * undeliverable, just as if it had come over JMS.
 */
@Path("instances/{id}/signals/{name}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignalResource {

    @Inject
    private SignalDoor door;

    @Inject
    private EngineSettings settings;

    @Context
    private UriInfo uri;

    @POST
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public CompletionStage<Response> signal(
            @PathParam("id") String id,
            @BeanParam SentSignal signal,
            @QueryParam("workflowType") @Nullable String workflowType,
            @QueryParam("startInput") @Nullable String startInput,
            @QueryParam("holdFor") @Nullable String holdFor,
            @QueryParam("wait") @Nullable String wait,
            @BeanParam StartParameters start,
            @Nullable InputStream payload) {
        boolean patient = Parameter.isPatient(wait);
        SentSignal.Addressee addressee = new SentSignal.Addressee(
                Optional.of(id),
                Parameter.text("workflowType", workflowType),
                Optional.ofNullable(startInput),
                Parameter.text("holdFor", holdFor),
                StartText.asProperties(start.given()));
        return door.take(
                signal.to(addressee, payload, settings.forMachine().sizes().payload()), patient, uri);
    }
}
