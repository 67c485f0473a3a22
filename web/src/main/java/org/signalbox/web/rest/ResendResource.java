package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.operator.Repair;
import org.signalbox.web.security.Role;

/** Sends many undeliverable signals again. */
@Path("resends/undeliverable")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResendResource {

    @Inject
    private Repair repair;

    @Context
    private SecurityContext user;

    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response resend(
            @QueryParam("workflowId") @Nullable String workflowId,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        return Answer.view(ResentView.of(repair.resend(
                Parameter.text("workflowId", workflowId),
                Parameter.reason(reason),
                Parameter.number("after", after, 0, 0, Long.MAX_VALUE),
                Parameter.limit(limit),
                user.getUserPrincipal().getName())));
    }
}
