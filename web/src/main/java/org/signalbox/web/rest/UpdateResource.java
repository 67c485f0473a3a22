package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.UpdateRequest;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.gate.UpdateGate;
import org.signalbox.web.security.Role;

/** Updates of instances: accepted or refused at once, answered when their turn has come. */
@Path("instances/{id}/updates/{name}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UpdateResource {

    @Inject
    private UpdateGate gate;

    @Inject
    private EngineSettings settings;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @POST
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public Response update(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("workflowType") @Nullable String workflowType,
            @QueryParam("startInput") @Nullable String startInput,
            @QueryParam("wait") @Nullable String wait,
            @Nullable InputStream payload) {
        boolean impatient = Parameter.oneOf("wait", wait, List.of("accepted", "handled"))
                .filter("accepted"::equals)
                .isPresent();
        Body body = Body.read(
                payload, headers.getMediaType(), settings.forMachine().sizes().payload());
        Request.Update update = new Request.Update(
                Parameter.workflowId(id),
                name,
                body.text(),
                Parameter.signalId(Optional.ofNullable(key)
                        .filter(k -> !k.isEmpty())
                        .orElseGet(() -> UUID.randomUUID().toString())),
                Parameter.text("workflowType", workflowType)
                        .map(type -> new Request.StartWith(
                                type, Optional.ofNullable(startInput).filter(i -> !i.isBlank()))));
        return answer(gate.take(update, impatient ? Duration.ZERO : UpdateRequest.STANDARD_PATIENCE));
    }

    /** What became of an update; {@code name} is its id. */
    @GET
    @RolesAllowed({Role.SENDER, Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response found(@PathParam("id") String id, @PathParam("name") String updateId) {
        return gate.find(Parameter.workflowId(id), Parameter.signalId(updateId))
                .map(UpdateView::of)
                .map(Answer::view)
                .orElseThrow(() ->
                        Failure.notFound("There is no trace of update '" + updateId + "' to instance '" + id + "'."));
    }

    /** 200 with the answer; 202 with where to ask for it; 409 with why there is none. */
    private Response answer(UpdateReceipt<String> receipt) {
        return switch (receipt.state()) {
            case COMPLETED -> Answer.view(UpdateView.of(receipt));
            case ACCEPTED, PARKED ->
                Response.fromResponse(Answer.view(UpdateView.of(receipt)))
                        .status(Response.Status.ACCEPTED)
                        .location(Answer.address(
                                uri,
                                "instances",
                                receipt.workflowId().value(),
                                "updates",
                                receipt.updateId().value()))
                        .build();
            case FAILED, UNANSWERED ->
                Problem.of(409, receipt.state().name(), receipt.failure().orElse(""))
                        .ofSignal(
                                Optional.of(receipt.workflowId().value()),
                                Optional.of(receipt.updateId().value()))
                        .response()
                        .build();
        };
    }
}
