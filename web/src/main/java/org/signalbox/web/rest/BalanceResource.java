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
import org.signalbox.engine.operator.Accounting;
import org.signalbox.web.security.Role;

/** Whether what was sent is what there is. */
@Path("balances")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BalanceResource {

    @Inject
    private Accounting accounting;

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response ofAll(@QueryParam("limit") @Nullable String limit) {
        return Answer.view(BalanceView.of(accounting.ofAll(Parameter.limit(limit))));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response of(@PathParam("id") String id) {
        return accounting
                .of(Parameter.workflowId(id))
                .map(BalanceView::of)
                .map(Answer::view)
                .orElseThrow(() -> Failure.notFound("There is no instance '" + id + "', and nothing is held for it."));
    }
}
