package org.signalbox.client;

import java.util.Optional;
import java.util.UUID;

/**
 * A signal to the one running instance of a workflow that has a certain value in a search attribute, for senders that do
 * not know its workflow id.
 *
 * @param value of the attribute's type, or its text
 * @param payload written as JSON
 */
public record KeyedSignal(
        String workflowType,
        String attribute,
        Object value,
        String signal,
        Optional<Object> payload,
        SignalId signalId) {

    /** A signal without payload and with a random signal id. */
    public static KeyedSignal of(String workflowType, String attribute, Object value, String signal) {
        return new KeyedSignal(
                workflowType,
                attribute,
                value,
                signal,
                Optional.empty(),
                new SignalId(UUID.randomUUID().toString()));
    }

    public KeyedSignal with(Object newPayload) {
        return new KeyedSignal(workflowType, attribute, value, signal, Optional.of(newPayload), signalId);
    }

    /** Gives the idempotency key, so that the request can be repeated without a second effect. */
    public KeyedSignal identifiedBy(String newSignalId) {
        return new KeyedSignal(workflowType, attribute, value, signal, payload, new SignalId(newSignalId));
    }
}
