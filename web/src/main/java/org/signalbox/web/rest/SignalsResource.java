package org.signalbox.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.gate.Bounds;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.gate.SignalsGate;
import org.signalbox.web.security.Role;

/** Several signals to one instance, accepted in their order and all together, or none of them. */
@Path("instances/{id}/signals")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignalsResource {

    static final int MOST = 1_000;

    @Inject
    private SignalsGate gate;

    @Inject
    private SignalDoor door;

    @Inject
    private EngineSettings settings;

    @Inject
    private Bounds bounds;

    @Context
    private HttpHeaders headers;

    /** One receipt for each, in their order. */
    public record Receipts(List<ReceiptView> receipts) {
        static Receipts of(List<Receipt> all) {
            return new Receipts(all.stream().map(ReceiptView::of).toList());
        }
    }

    @POST
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public CompletionStage<Response> signals(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("workflowType") @Nullable String workflowType,
            @QueryParam("startInput") @Nullable String startInput,
            @QueryParam("holdFor") @Nullable String holdFor,
            @QueryParam("wait") @Nullable String wait,
            @BeanParam StartParameters start,
            @Nullable InputStream body) {
        boolean patient = Parameter.isPatient(wait);
        Body read = Body.read(
                body, headers.getMediaType(), settings.forMachine().sizes().payload());
        String ids = Optional.ofNullable(key)
                .filter(k -> !k.isEmpty())
                .orElseGet(() -> UUID.randomUUID().toString());
        if (holdFor != null) {
            bounds.checkHeld();
        }
        SignalsGate.Answer answer = gate.take(new Request.Signals(
                Parameter.workflowId(id),
                signals(read.text(), ids),
                Parameter.text("workflowType", workflowType)
                        .map(type -> new Request.StartWith(
                                type, Optional.ofNullable(startInput).filter(i -> !i.isBlank()), start.options())),
                Parameter.duration("holdFor", holdFor)));
        if (answer instanceof SignalsGate.Answer.Refusal refusal) {
            throw new Failure(Problem.of(refusal.reason(), refusal.detail()).at(refusal.element()));
        }
        List<Receipt> taken = ((SignalsGate.Answer.Taken) answer).receipts();
        return patient ? ends(taken) : CompletableFuture.completedFuture(answer(taken));
    }

    private static List<Event.Signalled> signals(Optional<String> text, String ids) {
        JsonNode array = tree(text.orElseThrow(() -> wrong("There is no body")));
        if (!array.isArray() || array.isEmpty()) {
            throw wrong("The body is no array, or an empty one");
        }
        if (array.size() > MOST) {
            throw new Failure(Problem.of(
                    Reason.TOO_LARGE, "There are " + array.size() + " signals; at most " + MOST + " go together."));
        }
        List<Event.Signalled> signals = new ArrayList<>();
        for (int n = 1; n <= array.size(); n++) {
            signals.add(signal(array.get(n - 1), n, ids));
        }
        return signals;
    }

    private static Event.Signalled signal(JsonNode element, int n, String ids) {
        JsonNode name = element.path("signal");
        JsonNode id = element.path("signalId");
        boolean known = !id.isMissingNode() && !id.isNull();
        if (!name.isTextual()
                || name.textValue().isBlank()
                || name.textValue().length() > 200
                || (known && !id.isTextual())) {
            throw new Failure(Problem.of(
                            Reason.MALFORMED,
                            "Signal " + n
                                    + " must be an object with 'signal', a name of 1 to 200 characters, and may have"
                                    + " 'signalId', a text, and 'payload'.")
                    .at(Optional.of(n)));
        }
        try {
            return new Event.Signalled(
                    name.textValue(),
                    element.has("payload") ? Optional.of(element.get("payload").toString()) : Optional.empty(),
                    new SignalId(known ? id.textValue() : ids + "-" + n));
        } catch (IllegalArgumentException e) {
            throw new Failure(Problem.of(Reason.MALFORMED, "Signal " + n + ": " + e.getMessage())
                    .at(Optional.of(n)));
        }
    }

    private static JsonNode tree(String text) {
        try {
            return StrictJson.tree(text);
        } catch (BadPayload e) {
            throw new Failure(Problem.of(Reason.BAD_PAYLOAD, e.told()));
        }
    }

    private static Failure wrong(String what) {
        return Parameter.malformed(what + "; give an array of objects with 'signal', 'signalId' and 'payload'.");
    }

    /** 200 if there is nothing to wait for any more, 202 if there is. */
    private static Response answer(List<Receipt> receipts) {
        Response answer = Answer.view(Receipts.of(receipts));
        return receipts.stream().noneMatch(Receipt::isOpen)
                ? answer
                : Response.fromResponse(answer).status(Response.Status.ACCEPTED).build();
    }

    private CompletionStage<Response> ends(List<Receipt> taken) {
        List<CompletableFuture<Receipt>> ends = taken.stream().map(this::end).toList();
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenApply(
                        all -> answer(ends.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Receipt> end(Receipt receipt) {
        return receipt.isOpen() ? door.end(receipt).toCompletableFuture() : CompletableFuture.completedFuture(receipt);
    }
}
