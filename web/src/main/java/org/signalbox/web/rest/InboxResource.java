package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.machine.Fix;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.gate.Inbox;
import org.signalbox.engine.operator.Repair;
import org.signalbox.web.security.Role;

/** What an operator decides about an event that waits in an inbox. */
@Path("instances/{id}/inbox/{sequence}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InboxResource {

    @Inject
    private Inbox inbox;

    @Inject
    private Repair repair;

    @Inject
    private EngineSettings settings;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext user;

    @POST
    @Path("edit")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response edit(
            @PathParam("id") String id,
            @PathParam("sequence") String sequence,
            @QueryParam("reason") @Nullable String reason,
            @Nullable InputStream payload) {
        Body body = Body.read(
                payload, headers.getMediaType(), settings.forMachine().sizes().payload());
        return mend(id, sequence, new Fix.Edit(body.text()), reason);
    }

    @POST
    @Path("skip")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response skip(
            @PathParam("id") String id,
            @PathParam("sequence") String sequence,
            @QueryParam("reason") @Nullable String reason) {
        return mend(id, sequence, new Fix.Skip(), reason);
    }

    @POST
    @Path("withdraw")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response withdraw(
            @PathParam("id") String id,
            @PathParam("sequence") String sequence,
            @QueryParam("reason") @Nullable String reason) {
        return mend(id, sequence, new Fix.Withdraw(), reason);
    }

    @POST
    @Path("redeliver")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response redeliver(
            @PathParam("id") String id,
            @PathParam("sequence") String sequence,
            @QueryParam("reason") @Nullable String reason) {
        return Answer.receipt(
                repair.redeliver(Parameter.workflowId(id), number(sequence), Parameter.motive(user, reason)));
    }

    private Response mend(String id, String sequence, Fix fix, @Nullable String reason) {
        return Answer.view(LifeResource.Standing.of(
                inbox.mend(Parameter.workflowId(id), number(sequence), fix, Parameter.motive(user, reason))));
    }

    private static long number(String sequence) {
        return Parameter.number("sequence", sequence, 0, 0, Long.MAX_VALUE);
    }
}
