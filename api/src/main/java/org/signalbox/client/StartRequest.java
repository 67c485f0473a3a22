package org.signalbox.client;

import java.util.Optional;

/**
 * A start by a Java client.
 *
 * @param input written as JSON
 * @param startId makes a repetition harmless: it gets the first answer. It is one of the instance's signal ids
 */
public record StartRequest(
        String workflowType,
        WorkflowId workflowId,
        Optional<Object> input,
        Optional<SignalId> startId,
        StartOptions options) {

    /** A start without input. */
    public static StartRequest of(String workflowType, String workflowId) {
        return new StartRequest(
                workflowType, new WorkflowId(workflowId), Optional.empty(), Optional.empty(), StartOptions.NONE);
    }

    public StartRequest with(Object newInput) {
        return new StartRequest(workflowType, workflowId, Optional.of(newInput), startId, options);
    }

    /** Gives the idempotency key, so that the request can be repeated without a second effect. */
    public StartRequest identifiedBy(String newStartId) {
        return new StartRequest(workflowType, workflowId, input, Optional.of(new SignalId(newStartId)), options);
    }

    public StartRequest under(StartOptions newOptions) {
        return new StartRequest(workflowType, workflowId, input, startId, newOptions);
    }
}
