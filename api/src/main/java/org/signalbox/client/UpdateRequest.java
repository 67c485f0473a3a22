package org.signalbox.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * An update to be sent by a Java client.
 *
 * @param payload written as JSON
 * @param updateId the idempotency key; one that a signal or update of this instance has had already is a repetition
 * @param startType present: start an instance of this workflow first, if none runs
 * @param startInput input of that start
 * @param patience how long to wait for the answer
 */
public record UpdateRequest(
        WorkflowId workflowId,
        String update,
        Optional<Object> payload,
        SignalId updateId,
        Optional<String> startType,
        Optional<Object> startInput,
        Duration patience) {

    /** @throws IllegalArgumentException if the patience is not within {@link TimeLimit} */
    public UpdateRequest {
        patience = TimeLimit.orAtOnce("patience", patience);
    }

    /** How long an answer is waited for unless something else is said. */
    public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(20);

    /** An update without payload and with a random update id. */
    public static UpdateRequest of(String workflowId, String update) {
        return new UpdateRequest(
                new WorkflowId(workflowId),
                update,
                Optional.empty(),
                new SignalId(UUID.randomUUID().toString()),
                Optional.empty(),
                Optional.empty(),
                STANDARD_PATIENCE);
    }

    public UpdateRequest with(Object newPayload) {
        return new UpdateRequest(
                workflowId, update, Optional.of(newPayload), updateId, startType, startInput, patience);
    }

    /** Gives the idempotency key, so that the request can be repeated without a second effect. */
    public UpdateRequest identifiedBy(String newUpdateId) {
        return new UpdateRequest(
                workflowId, update, payload, new SignalId(newUpdateId), startType, startInput, patience);
    }

    /** Makes it an update-with-start, without input. */
    public UpdateRequest starting(String workflowType) {
        return new UpdateRequest(
                workflowId, update, payload, updateId, Optional.of(workflowType), startInput, patience);
    }

    /** Makes it an update-with-start. */
    public UpdateRequest startingWith(String workflowType, Object input) {
        return new UpdateRequest(
                workflowId, update, payload, updateId, Optional.of(workflowType), Optional.of(input), patience);
    }

    /** Zero: only until it is accepted. */
    public UpdateRequest waitingAtMost(Duration newPatience) {
        return new UpdateRequest(workflowId, update, payload, updateId, startType, startInput, newPatience);
    }
}
