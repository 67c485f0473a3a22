package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.Undeliverable;

/**
 * A signal nobody could take. What came with it is shown as text, also where it should have been JSON.
 *
 * @param bodyLength in bytes; absent if there was no body or it was not read
 * @param body absent in a list, and if it is not UTF-8
 * @param bodyBase64 in place of a body that is not UTF-8
 * @param settled {@code RESENT} or {@code DISCARDED}; absent while it is open
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record UndeliverableView(
        long number,
        Instant receivedAt,
        Reason reason,
        String detail,
        Optional<String> workflowId,
        Optional<String> signal,
        Optional<String> signalId,
        Optional<String> workflowType,
        Optional<String> startInput,
        Optional<String> holdFor,
        String bodyKind,
        Optional<Integer> bodyLength,
        Optional<String> body,
        Optional<String> bodyBase64,
        Map<String, String> properties,
        Optional<String> settled) {

    static UndeliverableView inList(Undeliverable u) {
        return of(u, Optional.empty(), Optional.empty());
    }

    static UndeliverableView alone(Undeliverable u) {
        Optional<String> text = u.signal().bodyText().map(Undecodable::shown);
        Optional<String> base64 = u.signal()
                .body()
                .filter(b -> text.isEmpty())
                .map(b -> Base64.getEncoder().encodeToString(b));
        return of(u, text, base64);
    }

    private static UndeliverableView of(Undeliverable u, Optional<String> body, Optional<String> base64) {
        RawSignal raw = u.signal();
        return new UndeliverableView(
                u.id(),
                u.receivedAt(),
                u.reason(),
                u.detail(),
                raw.workflowId(),
                raw.signal(),
                raw.signalId(),
                raw.workflowType(),
                raw.startInput().map(Undecodable::shown),
                raw.holdFor(),
                raw.bodyKind(),
                u.bodyLength(),
                body,
                base64,
                shown(raw.properties()),
                u.settled());
    }

    private static Map<String, String> shown(Map<String, String> properties) {
        Map<String, String> shown = new TreeMap<>(properties);
        shown.replaceAll((name, value) -> Undecodable.shown(value));
        return shown;
    }
}
