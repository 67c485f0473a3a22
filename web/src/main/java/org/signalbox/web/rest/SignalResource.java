package org.signalbox.web.rest;

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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Receipt;
import org.signalbox.client.Unavailable;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.gate.Malformed;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.gate.SignalReader;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.web.security.Role;

/**
 * Signals to instances. Once a signal is answered with a receipt it is durable; one that is refused is kept as
 * undeliverable, just as if it had come over JMS.
 */
@Path("instances/{id}/signals/{name}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignalResource {

    @Inject
    private SignalGate gate;

    @Inject
    private EngineSettings settings;

    @Context
    private UriInfo uri;

    @Context
    private SecurityContext user;

    @Context
    private HttpHeaders headers;

    @POST
    @RolesAllowed({Role.SENDER, Role.OPERATOR, Role.ADMIN})
    public Response signal(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("workflowType") @Nullable String workflowType,
            @QueryParam("startInput") @Nullable String startInput,
            @QueryParam("holdFor") @Nullable String holdFor,
            @QueryParam("wait") @Nullable String wait,
            @BeanParam StartParameters start,
            @Nullable InputStream payload) {
        Parameter.oneOf("wait", wait, List.of("accepted", "handled"));
        Body body =
                Body.read(payload, headers.getMediaType(), settings.forMachine().longestPayload());
        RawSignal raw = new RawSignal(
                Optional.of(id),
                Optional.of(name),
                Optional.ofNullable(key)
                        .filter(k -> !k.isEmpty())
                        .or(() -> Optional.of(UUID.randomUUID().toString())),
                Parameter.text("workflowType", workflowType),
                Optional.ofNullable(startInput),
                Parameter.text("holdFor", holdFor),
                body.ifAny().isPresent() ? "TEXT" : "EMPTY",
                body.ifAny(),
                properties(start));
        return take(raw);
    }

    private Map<String, String> properties(StartParameters start) {
        Map<String, String> properties = new TreeMap<>(start.given());
        properties.put("door", "REST");
        properties.put("user", user.getUserPrincipal().getName());
        return properties;
    }

    private Response take(RawSignal raw) {
        try {
            return answer(gate.take(SignalReader.read(raw), raw));
        } catch (Malformed e) {
            gate.refuse(raw, e.reason(), e.told());
            return Problem.of(e.reason(), e.told())
                    .ofSignal(raw.workflowId(), raw.signalId())
                    .response()
                    .build();
        } catch (Unavailable e) {
            RestLog.LOG.unavailable("POST", uri.getPath(), String.valueOf(e.getMessage()));
            return FailureMapper.unavailable(problem -> problem.ofSignal(raw.workflowId(), raw.signalId()));
        }
    }

    /** With where to ask what became of it, while that is open. */
    private Response answer(Receipt receipt) {
        Response answer = Answer.receipt(receipt);
        if (answer.getStatus() != Response.Status.ACCEPTED.getStatusCode()) {
            return answer;
        }
        return Response.fromResponse(answer)
                .location(Answer.address(
                        uri,
                        "receipts",
                        receipt.workflowId().value(),
                        receipt.signalId().value()))
                .build();
    }
}
