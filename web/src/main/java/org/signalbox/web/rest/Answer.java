package org.signalbox.web.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.gate.ReceiptView;

/** Answers that are JSON. */
final class Answer {

    private Answer() {}

    static Response view(Object view) {
        return document(Json.write(view));
    }

    /** 200 if there is nothing to wait for, 202 if there is, a problem if the signal was refused. */
    static Response receipt(Receipt receipt) {
        String json = Json.write(ReceiptView.of(receipt));
        return switch (receipt.outcome()) {
            case HANDLED, DUPLICATE -> document(json);
            case ACCEPTED, PARKED, HELD ->
                Response.accepted(json).type(MediaType.APPLICATION_JSON_TYPE).build();
            case REJECTED ->
                Problem.of(receipt.reason().orElse(Reason.CLOSED), receipt.detail())
                        .ofSignal(
                                Optional.of(receipt.workflowId().value()),
                                Optional.of(receipt.signalId().value()))
                        .response()
                        .build();
        };
    }

    /** Where something is; each part becomes one segment of the path, whatever signs it has. */
    static URI address(UriInfo uri, String... parts) {
        return URI.create(uri.getBaseUri()
                + Arrays.stream(parts)
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/")));
    }

    /** JSON as it is. */
    static Response document(String json) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
