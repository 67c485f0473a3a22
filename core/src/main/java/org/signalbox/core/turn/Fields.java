package org.signalbox.core.turn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signalbox.core.catalog.Channel;
import org.signalbox.core.catalog.WorkflowType;

/** What happens to the durable fields of a workflow without its handlers. */
public record Fields(WorkflowType type) {

    /**
     * Those of an object no handler has touched.
     *
     * @throws AuthorFailure if the class can't be used
     */
    public String fresh() {
        return guarded(() -> new Decision(type.stateOf(type.fresh()), List.of(), nothing(), Set.of()))
                .state();
    }

    /**
     * Puts the payload of a signal into its channel.
     *
     * @param state empty for a new object
     * @throws AuthorFailure if fields or payload no longer fit the class
     */
    public Decision send(Channel channel, Optional<String> state, Optional<String> payload) {
        return guarded(() -> {
            Object workflow = state.map(type::restored).orElseGet(type::fresh);
            channel.in(workflow).send(channel.decode(payload));
            return new Decision(type.stateOf(workflow), List.of(), nothing(), type.filled(workflow));
        });
    }

    private static Ending nothing() {
        return new Ending.Returned(Optional.empty(), Optional.empty(), List.of());
    }

    private Decision guarded(AuthorFailure.Code<Decision> work) {
        return AuthorFailure.in(type.code().getSimpleName(), work);
    }
}
