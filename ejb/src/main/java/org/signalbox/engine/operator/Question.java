package org.signalbox.engine.operator;

import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;

/** One call of a query method on an object restored for it and thrown away. */
record Question(WorkflowType type, Handler handler, Optional<String> argument) {

    String ask(Instance instance) {
        Optional<Object> decoded = decoded();
        try {
            Object workflow = instance.state().map(type::restored).orElseGet(type::fresh);
            String before = type.stateOf(workflow);
            Object answer = handler.call(workflow, decoded, Optional.empty());
            if (!type.stateOf(workflow).equals(before)) {
                throw new QueryFailed(handler.describe() + " changes a field; a query must only read.");
            }
            return answer == null ? "null" : Json.write(answer);
        } catch (QueryFailed | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new QueryFailed(handler.describe() + " failed: " + e, e);
        }
    }

    private Optional<Object> decoded() {
        try {
            return handler.decode(argument);
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }
}
