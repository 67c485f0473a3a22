package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.TimeLimit;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.worker.ActivityGate;
import org.signalbox.web.security.Role;

/**
 * Attempts of activities that are ended from outside, by whoever has their token. The token says for which attempt a caller may
 * speak, not who the caller is: that takes a user, as every call does.
 */
@Path("activities/{token}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ActivityResource {

    @Inject
    private ActivityGate gate;

    @Inject
    private EngineSettings settings;

    @Context
    private HttpHeaders headers;

    /**
     * Why an attempt failed.
     *
     * @param retried false if another attempt is not worth while
     * @param retryAfter when the next attempt is, as ISO-8601 duration
     */
    public record ActivityFailure(String message, Optional<Boolean> retried, Optional<String> retryAfter) {}

    /** What a heartbeat is answered with: whether there is no more use for the work. */
    public record PulseView(boolean cancelled) {}

    @POST
    @Path("complete")
    @RolesAllowed({Role.WORKER, Role.OPERATOR, Role.ADMIN})
    public Response complete(@PathParam("token") String token, @Nullable InputStream result) {
        gate.complete(token(token), body(result).orElse("null"));
        return Response.noContent().build();
    }

    @POST
    @Path("fail")
    @RolesAllowed({Role.WORKER, Role.OPERATOR, Role.ADMIN})
    public Response fail(@PathParam("token") String token, @Nullable InputStream failure) {
        ActivityFailure told = failure(body(failure).orElse("{}"));
        gate.fail(
                token(token),
                ActivityOutcome.Failed.of(
                        told.message(),
                        told.retried().orElse(true),
                        told.retryAfter().map(ActivityResource::duration)));
        return Response.noContent().build();
    }

    @POST
    @Path("heartbeat")
    @RolesAllowed({Role.WORKER, Role.OPERATOR, Role.ADMIN})
    public Response heartbeat(@PathParam("token") String token, @Nullable InputStream details) {
        return Answer.view(new PulseView(!gate.heartbeat(token(token), body(details))));
    }

    private Optional<String> body(@Nullable InputStream body) {
        return Body.read(
                        body,
                        headers.getMediaType(),
                        settings.forMachine().sizes().result())
                .text();
    }

    private static ActivityFailure failure(String json) {
        try {
            ActivityFailure told = (ActivityFailure) StrictJson.read(json, ActivityFailure.class);
            if (told.message() == null || told.message().isBlank()) {
                throw new BadPayload("Property message is missing: tell why the attempt failed.");
            }
            return told;
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }

    private static Duration duration(String text) {
        try {
            return TimeLimit.orAtOnce("Property retryAfter", Duration.parse(text));
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new Refused(
                    Reason.BAD_PAYLOAD,
                    "Property retryAfter must be a duration such as PT5M, not '" + Parameter.shown(text) + "'.");
        }
    }

    private static ActivityToken token(String given) {
        try {
            return new ActivityToken(given);
        } catch (IllegalArgumentException e) {
            throw Parameter.malformed(String.valueOf(e.getMessage()));
        }
    }
}
