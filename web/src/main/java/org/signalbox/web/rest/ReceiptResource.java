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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.web.security.Role;

/** What became of signals. */
@Path("receipts/{workflowId}/{signalId}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReceiptResource {

    @Inject
    private SignalGate gate;

    @GET
    @RolesAllowed({Role.SENDER, Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public CompletionStage<Response> receipt(
            @PathParam("workflowId") String workflowId,
            @PathParam("signalId") String signalId,
            @QueryParam("wait") @Nullable String wait) {
        WorkflowId id = Parameter.workflowId(workflowId);
        SignalId signal = Parameter.signalId(signalId);
        return Parameter.isPatient(wait)
                ? gate.receipt(id, signal, UpdateRequest.STANDARD_PATIENCE)
                        .handle((found, away) ->
                                away == null ? answer(found, id, signal) : FailureMapper.unavailable(p -> p))
                : CompletableFuture.completedFuture(answer(gate.receipt(id, signal), id, signal));
    }

    private static Response answer(Optional<Receipt> receipt, WorkflowId id, SignalId signal) {
        return receipt.map(ReceiptView::of)
                .map(Answer::view)
                .orElseGet(
                        () -> Problem.of(404, "There is no trace of signal '" + signal + "' to instance '" + id + "'.")
                                .response()
                                .build());
    }
}
