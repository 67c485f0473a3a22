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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.web.security.Role;

/** What an operator decides about the run of an instance. */
@Path("instances/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LifeResource {

    @Inject
    private SignalGate gate;

    @Context
    private SecurityContext user;

    /** How the instance stands then. */
    public record Standing(String workflowId, int run, Status status) {

        static Standing of(Instance instance) {
            return new Standing(instance.id().value(), instance.run(), instance.status());
        }
    }

    @POST
    @Path("cancel")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response cancel(@PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
        return answer(gate.cancel(Parameter.workflowId(id), motive(reason)));
    }

    @POST
    @Path("terminate")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response terminate(@PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
        return answer(gate.terminate(Parameter.workflowId(id), motive(reason)));
    }

    @POST
    @Path("pause")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response pause(@PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
        return answer(gate.pause(Parameter.workflowId(id), motive(reason)));
    }

    @POST
    @Path("resume")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response resume(@PathParam("id") String id, @QueryParam("reason") @Nullable String reason) {
        return answer(gate.resume(Parameter.workflowId(id), motive(reason)));
    }

    private static Response answer(Instance instance) {
        return Answer.view(Standing.of(instance));
    }

    private Motive motive(@Nullable String reason) {
        return Parameter.motive(user, reason);
    }
}
