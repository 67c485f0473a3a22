package org.signalbox.core.turn;

import java.util.Optional;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.Json;

/**
 * One call of a query method on an object restored for it and thrown away.
 *
 * @param argument as JSON
 */
public record Question(WorkflowType type, Handler handler, Optional<String> argument) {

    /**
     * Asks.
     *
     * @param state the stored durable fields; empty before the first turn
     * @return the answer as JSON
     * @throws org.signalbox.core.payload.BadPayload if the argument is missing or does not fit
     * @throws AuthorFailure if the author's code fails or changes a field
     */
    public String ask(Optional<String> state) {
        handler.check(argument);
        Optional<Object> decoded = handler.decode(argument);
        return AuthorFailure.in(handler.describe(), () -> {
            Object workflow = state.map(type::restored).orElseGet(type::fresh);
            String before = type.stateOf(workflow);
            Object answer = handler.call(workflow, decoded, Optional.empty());
            if (!type.stateOf(workflow).equals(before)) {
                throw new IllegalStateException("it changes a field; it must only read");
            }
            return answer == null ? "null" : Json.write(answer);
        });
    }
}
