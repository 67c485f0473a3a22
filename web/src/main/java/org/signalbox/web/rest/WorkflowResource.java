package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.machine.Begun;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.web.security.Role;

/** The deployed workflows, and starting instances of them. */
@Path("workflows")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorkflowResource {

    @Inject
    private Catalog catalog;

    @Inject
    private SignalGate gate;

    @Inject
    private EngineSettings settings;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    /** What a start answers. */
    public record Started(String workflowId, int run) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response list() {
        List<WorkflowView> workflows = catalog.workflowNames().stream()
                .flatMap(name -> catalog.workflow(name).stream())
                .map(WorkflowView::of)
                .toList();
        return Answer.view(Page.of(workflows));
    }

    @POST
    @Path("{type}/instances/{id}")
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public Response start(
            @PathParam("type") String type,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @BeanParam StartParameters parameters,
            @Nullable InputStream input) {
        WorkflowId workflowId = Parameter.workflowId(id);
        Body body = Body.read(
                input, headers.getMediaType(), settings.forMachine().sizes().payload());
        Optional<SignalId> startId =
                Optional.ofNullable(key).filter(k -> !k.isEmpty()).map(Parameter::signalId);
        Begun begun = gate.start(new Request.Start(workflowId, type, body.text(), startId, parameters.options()));
        return Response.fromResponse(Answer.view(new Started(workflowId.value(), begun.run())))
                .status(begun.fresh() ? Response.Status.CREATED : Response.Status.OK)
                .location(Answer.address(uri, "instances", workflowId.value()))
                .build();
    }
}
