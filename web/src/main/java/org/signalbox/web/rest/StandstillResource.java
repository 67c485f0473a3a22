package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.operator.Standstill;
import org.signalbox.web.security.Role;

/** Why is it not moving? */
@Path("standstills")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StandstillResource {

    @Inject
    private Standstill standstill;

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response oldest(@QueryParam("limit") @Nullable String limit) {
        return Answer.view(Page.of(standstill.oldest(Parameter.limit(limit)).stream()
                .map(ObstacleView.Still::of)
                .toList()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response why(@PathParam("id") String id) {
        return standstill
                .of(Parameter.workflowId(id))
                .map(ObstacleView.Why::of)
                .map(Answer::view)
                .orElseThrow(() -> Failure.notFound("There is no instance '" + id + "', and nothing is held for it."));
    }
}
