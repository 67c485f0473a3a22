package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.operator.Overview;
import org.signalbox.web.security.Role;

/** What became of signals. */
@Path("receipts/{workflowId}/{signalId}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptResource {

    @Inject
    private Overview overview;

    @GET
    @RolesAllowed({Role.SENDER, Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response receipt(@PathParam("workflowId") String workflowId, @PathParam("signalId") String signalId) {
        return overview.receipt(Parameter.workflowId(workflowId), Parameter.signalId(signalId))
                .map(ReceiptView::of)
                .map(Answer::view)
                .orElseThrow(() -> Failure.notFound(
                        "There is no trace of signal '" + signalId + "' to instance '" + workflowId + "'."));
    }
}
