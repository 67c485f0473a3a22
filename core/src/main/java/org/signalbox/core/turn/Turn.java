package org.signalbox.core.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.workflow.TerminalFailure;

/**
 * One call of author code: which instance, in which run, for which event, at what time.
 *
 * @param sequence of the event
 */
public record Turn(Catalog catalog, WorkflowType type, WorkflowId workflowId, int run, long sequence, Instant now) {

    /**
     * Calls the handler on the restored object.
     *
     * <p>A {@link TerminalFailure} is a decision: the run fails, with the fields and without the commands of this turn.
     *
     * @param state the stored durable fields; empty for a new object
     * @throws AuthorFailure for anything else the author's code throws, a state or payload that no longer fits the class included
     */
    public Decision run(Handler handler, Optional<String> state, Optional<String> payload) {
        try {
            Optional<Object> decoded = handler.decode(payload);
            Object workflow = state.map(type::restored).orElseGet(type::fresh);
            RecordingContext context = new RecordingContext(this);
            try {
                handler.call(workflow, decoded, Optional.of(context));
            } catch (TerminalFailure e) {
                String message = Optional.ofNullable(e.getMessage())
                        .map(AuthorFailure::storable)
                        .orElse("failed without a message");
                return new Decision(type.stateOf(workflow), List.of(), Optional.of(new Closing.Failed(message)));
            } finally {
                context.close();
            }
            return new Decision(type.stateOf(workflow), context.commands(), context.closing());
        } catch (VirtualMachineError e) {
            if (e instanceof StackOverflowError) {
                throw new AuthorFailure(handler.describe(), e);
            }
            throw e;
        } catch (Throwable e) {
            throw new AuthorFailure(handler.describe(), e);
        }
    }

    /** The durable fields of an object no handler has touched. */
    public String freshState() {
        try {
            return type.stateOf(type.fresh());
        } catch (RuntimeException e) {
            throw new AuthorFailure(type.code().getSimpleName(), e);
        }
    }
}
