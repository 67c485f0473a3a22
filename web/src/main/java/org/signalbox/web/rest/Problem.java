package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.Json;

/**
 * A failed call as {@code application/problem+json} (RFC 9457).
 *
 * @param detail for a person: what is wrong, and what would be right
 * @param reason for a program: a {@link Reason}, or another word in capitals that docs/rest.md lists
 * @param workflowId of a signal that was refused
 * @param signalId of a signal that was refused or may be repeated
 * @param run that is in the way of a start
 * @param element which of several signals is to blame, from 1
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        Optional<String> reason,
        Optional<String> workflowId,
        Optional<String> signalId,
        Optional<Integer> run,
        Optional<Integer> element) {

    private static final int UNPROCESSABLE = 422;

    private static final int TOO_MANY_REQUESTS = 429;

    /** A guess: how long it takes until fewer signals wait. */
    private static final int BUSY_SECONDS = 10;

    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** A problem that the status tells enough about. */
    static Problem of(int status, String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank",
                known == null ? "Status " + status : known.getReasonPhrase(),
                status,
                detail,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Problem of(int status, String reason, String detail) {
        return of(status, detail).with(Optional.of(reason));
    }

    static Problem of(Reason reason, String detail) {
        return of(statusOf(reason), reason.name(), detail);
    }

    Problem ofSignal(Optional<String> workflow, Optional<String> signal) {
        return new Problem(type, title, status, detail, reason, workflow, signal, run, element);
    }

    Problem inTheWay(int running) {
        return new Problem(type, title, status, detail, reason, workflowId, signalId, Optional.of(running), element);
    }

    Problem at(Optional<Integer> place) {
        return new Problem(type, title, status, detail, reason, workflowId, signalId, run, place);
    }

    private Problem with(Optional<String> newReason) {
        return new Problem(type, title, status, detail, newReason, workflowId, signalId, run, element);
    }

    Response.ResponseBuilder response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(Json.write(this));
        return status == TOO_MANY_REQUESTS ? response.header(HttpHeaders.RETRY_AFTER, BUSY_SECONDS) : response;
    }

    /** For where no resource is reached. */
    void answer(HttpServletResponse servletResponse) throws IOException {
        servletResponse.setStatus(status);
        servletResponse.setContentType(MEDIA_TYPE.toString());
        servletResponse.setCharacterEncoding("UTF-8");
        servletResponse.getWriter().write(Json.write(this));
    }

    private static int statusOf(Reason reason) {
        return switch (reason) {
            case BAD_PAYLOAD, MALFORMED -> 400;
            case FORBIDDEN -> 403;
            case UNKNOWN_INSTANCE, UNKNOWN_SIGNAL, UNKNOWN_WORKFLOW, UNKNOWN_TOKEN, NO_MATCH -> 404;
            case CLOSED, INVALID, WITHDRAWN, SEVERAL_MATCHES -> 409;
            case EXPIRED -> 410;
            case ID_REUSED -> UNPROCESSABLE;
            case TOO_LARGE -> 413;
            case BUSY -> TOO_MANY_REQUESTS;
            case UNPROCESSABLE -> 500;
        };
    }
}
