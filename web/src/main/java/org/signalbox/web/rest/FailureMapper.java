package org.signalbox.web.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.signalbox.client.AlreadyRunning;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.operator.QueryFailed;

/**
 * Makes a problem of everything that ends a call. What nobody expected is logged once, and the caller gets the number of
 * the incident instead of a stack trace.
 */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final int RETRY_AFTER_SECONDS = 2;

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException standard) {
            return byTheContainer(standard);
        }
        if (failure instanceof Unavailable
                || Outage.isBehind(failure)) { // a commit fails outside of the beans' interceptors
            RestLog.LOG.unavailable(request.getMethod(), uri.getPath(), String.valueOf(failure.getMessage()));
            return unavailable(UnaryOperator.identity());
        }
        return problem(failure).response().build();
    }

    private Problem problem(Throwable failure) {
        if (failure instanceof Failure told) {
            return told.problem();
        } else if (failure instanceof Refused refused) {
            return Problem.of(refused.reason(), String.valueOf(refused.getMessage()));
        } else if (failure instanceof AlreadyRunning running) {
            return Problem.of(409, "ALREADY_RUNNING", String.valueOf(running.getMessage()))
                    .inTheWay(running.run());
        } else if (failure instanceof Undecodable undecodable) {
            return Problem.of(503, "UNDECODABLE", undecodable.told());
        } else if (failure instanceof QueryFailed query) {
            RestLog.LOG.queryFailed(uri.getPath(), query);
            return Problem.of(500, "QUERY_FAILED", String.valueOf(query.getMessage()));
        }
        return unexpected(failure);
    }

    /** @param more what is known beyond the fact that nothing is known */
    static Response unavailable(UnaryOperator<Problem> more) {
        Problem problem = Problem.of(
                503,
                "UNAVAILABLE",
                "The database can't be reached at the moment. Whether the call had an effect is not known; repeat it,"
                        + " a signal with its signal id as Idempotency-Key.");
        return more.apply(problem)
                .response()
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private Problem unexpected(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        RestLog.LOG.unexpected(request.getMethod(), uri.getPath(), incident, failure);
        return Problem.of(
                500, "UNEXPECTED", "This should not have happened. The server's log tells more: incident " + incident);
    }

    /** Keeps the headers, such as {@code Allow}; the text of the container is for its own developers. */
    private Response byTheContainer(WebApplicationException failure) {
        Response standard = failure.getResponse();
        if (standard.getStatus() >= 500) {
            return unexpected(failure).response().build();
        }
        Response.ResponseBuilder response =
                Problem.of(standard.getStatus(), detail(standard.getStatus())).response();
        standard.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> response.header(name, value));
            }
        });
        return response.build();
    }

    private String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at '" + uri.getPath() + "'; the interface is described at 'openapi'.";
            case 405 -> "'" + uri.getPath() + "' does not take " + request.getMethod() + "; see the header Allow.";
            case 406 -> "The answer is JSON, which the header Accept does not allow.";
            default -> "The call can't be understood.";
        };
    }
}
