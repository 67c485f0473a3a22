package org.signalbox.core.turn;

import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StorableText;
import org.signalbox.workflow.ChildRequest;

/** Makes commands of requests to other instances. */
final class Sending {

    private static final int LONGEST_NAME = 200;

    private Sending() {}

    /** @throws IllegalArgumentException if nobody could take such a signal */
    static Command command(ActivityKey key, SignalRequest request, boolean awaited) {
        check("signal", request.signal());
        return new Command.SendSignal(
                key,
                request.workflowId(),
                request.signal(),
                request.payload().map(Json::write),
                request.identified() ? request.signalId() : new SignalId(key.asIdentifier()),
                request.startType(),
                request.startInput().map(Json::write),
                request.holdFor(),
                awaited);
    }

    static Command command(ActivityKey key, WorkflowId id, ChildRequest<?> request) {
        check("workflow", request.workflowType());
        return new Command.StartChild(
                key, id, request.workflowType(), request.input().map(Json::write), request.whenParentEnds());
    }

    private static void check(String what, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "The " + what + " name has " + name.length() + " characters; give 1 to " + LONGEST_NAME + ".");
        }
        StorableText.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("The " + what + " name contains " + problem + ".");
        });
    }
}
