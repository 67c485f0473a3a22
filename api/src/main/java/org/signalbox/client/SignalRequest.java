package org.signalbox.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A signal to be sent, by a Java client or by a workflow.
 *
 * @param payload written as JSON
 * @param identified whether the sender gave the signal id; if not, it is a random one of a client's request, and a workflow
 *     that sends the request puts one in its place that is the same whenever its handler is executed again
 * @param startType present: start an instance of this workflow first, if none runs
 * @param startInput input of that start
 * @param holdFor how long to keep the signal if its instance does not exist yet
 * @param options of that start
 */
public record SignalRequest(
        WorkflowId workflowId,
        String signal,
        Optional<Object> payload,
        SignalId signalId,
        boolean identified,
        Optional<String> startType,
        Optional<Object> startInput,
        Optional<Duration> holdFor,
        StartOptions options) {

    /** @throws IllegalArgumentException if the time to hold it is not within {@link TimeLimit} */
    public SignalRequest {
        holdFor.ifPresent(time -> TimeLimit.positive("holdFor", time));
    }

    /** A signal without payload and with a random signal id. */
    public static SignalRequest of(String workflowId, String signal) {
        return new SignalRequest(
                new WorkflowId(workflowId),
                signal,
                Optional.empty(),
                new SignalId(UUID.randomUUID().toString()),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                StartOptions.NONE);
    }

    public SignalRequest with(Object newPayload) {
        return new SignalRequest(
                workflowId,
                signal,
                Optional.of(newPayload),
                signalId,
                identified,
                startType,
                startInput,
                holdFor,
                options);
    }

    /** Gives the idempotency key, so that the request can be repeated without a second effect. */
    public SignalRequest identifiedBy(String newSignalId) {
        return new SignalRequest(
                workflowId, signal, payload, new SignalId(newSignalId), true, startType, startInput, holdFor, options);
    }

    /** Makes it a signal-with-start, without input. */
    public SignalRequest starting(String workflowType) {
        return new SignalRequest(
                workflowId,
                signal,
                payload,
                signalId,
                identified,
                Optional.of(workflowType),
                startInput,
                holdFor,
                options);
    }

    /** Makes it a signal-with-start. */
    public SignalRequest startingWith(String workflowType, Object input) {
        return new SignalRequest(
                workflowId,
                signal,
                payload,
                signalId,
                identified,
                Optional.of(workflowType),
                Optional.of(input),
                holdFor,
                options);
    }

    public SignalRequest heldFor(Duration time) {
        return new SignalRequest(
                workflowId, signal, payload, signalId, identified, startType, startInput, Optional.of(time), options);
    }

    /** What its start says beyond type and input. */
    public SignalRequest under(StartOptions newOptions) {
        return new SignalRequest(
                workflowId, signal, payload, signalId, identified, startType, startInput, holdFor, newOptions);
    }
}
