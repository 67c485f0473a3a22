package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.turn.AuthorFailure;

/** Finds the author's code for an event; that it is gone is a failure of the author's code, too. */
final class Handlers {

    private Handlers() {}

    static WorkflowType type(Catalog catalog, String name) {
        return catalog.workflow(name)
                .orElseThrow(() -> new AuthorFailure(
                        "Workflow '" + name + "'",
                        new IllegalStateException("is not deployed; deployed are " + catalog.workflowNames())));
    }

    /** The handler that an event calls. */
    static Handler of(WorkflowType type, Event event) {
        Optional<Handler> handler = switch (event.kind()) {
            case START, RESTART -> type.beginning();
            case SIGNAL -> type.signal(event.name());
            case UPDATE -> type.update(event.name());
            case TIMER -> type.timer(event.name());
            case ACTIVITY, RECEIPT, CHILD, CANCEL, TERMINATE, PAUSE, RESUME, MEND -> Optional.empty();
        };
        return handler.orElseThrow(() -> missing(type, event));
    }

    static AuthorFailure missing(WorkflowType type, Event event) {
        return new AuthorFailure(
                type.code().getSimpleName(),
                new IllegalStateException("has no handler any more for " + event.kind() + " '" + event.name() + "'"));
    }
}
