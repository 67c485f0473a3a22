package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.operator.ServerClocks;
import org.signalbox.web.security.Role;

/** What time it is for the engine, and whether that is trusted. */
@Path("clock")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClockResource {

    @Inject
    private ServerClocks clocks;

    @Context
    private SecurityContext user;

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response all() {
        return Answer.view(ClockView.All.of(clocks.here(), clocks.all()));
    }

    /** @param server the one whose wall clock is right; the one that answers if none is given */
    @POST
    @Path("trust")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response trust(
            @QueryParam("server") @Nullable String server, @QueryParam("reason") @Nullable String reason) {
        String name = Parameter.text("server", server).orElseGet(clocks::here);
        return clocks.trust(name, Parameter.motive(user, reason))
                .map(ClockView::of)
                .map(Answer::view)
                .orElseThrow(() -> Failure.notFound("There is no server '" + Parameter.shown(name) + "'."));
    }
}
