package org.signalbox.core.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.TerminalFailure;

/**
 * Calls of author code: in which run, which handler, for which event, at what time.
 *
 * @param sequence of the event that calls the handler; for an open line of the one that opened it
 * @param now the time of what is done for the first time
 */
public record Turn(Catalog catalog, WorkflowType type, RunFacts run, Handler handler, long sequence, Instant now) {

    WorkflowId workflowId() {
        return run.workflowId();
    }

    /** Whether the handler is the main line. */
    boolean isMain() {
        return type.main().filter(m -> m == handler).isPresent();
    }

    /**
     * Calls the handler on the restored object.
     *
     * <p>A {@link TerminalFailure} is a decision: the run fails, with the fields and without what this turn asked for; an
     * update fails alone, without either.
     *
     * @param state the stored durable fields; empty for a new object
     * @throws AuthorFailure for anything else the author's code throws, a state or payload that no longer fits the class included
     */
    public Decision run(Optional<String> state, Optional<String> payload) {
        return guarded(() -> {
            Optional<Object> decoded = handler.decode(payload);
            Object workflow = state.map(type::restored).orElseGet(type::fresh);
            return execute(new Execution(this, workflow), decoded);
        });
    }

    /**
     * Executes the handler of an open line again, up to where it waits, and on from there if it can go on.
     *
     * @param state the stored durable fields, as they are now
     * @param cancel how far a request to cancel the run has come; the code learns of it once
     * @throws AuthorFailure as {@link #run}, and if the code does not do again what is recorded
     */
    public Decision goOn(Past past, String state, Optional<String> payload, Cancelling cancel) {
        return guarded(() -> {
            Optional<Object> decoded = handler.decode(payload);
            Object workflow = type.restored(past.snapshot());
            return execute(new Execution(this, workflow, past, state, cancel), decoded);
        });
    }

    /**
     * Executes the handler of an open line again, up to where it waits and no further: what comes of it must be what came of
     * it the first time, or the code does not follow the rules for code that waits.
     *
     * @return the durable fields where it waits, without what others changed since
     * @throws AuthorFailure as {@link #goOn}
     */
    public String arrive(Past past, Optional<String> payload) {
        return guarded(() -> {
                    Optional<Object> decoded = handler.decode(payload);
                    return execute(new Execution(this, type.restored(past.snapshot()), past), decoded);
                })
                .state();
    }

    /** The key of what a handler asks for as the how-manieth thing. */
    ActivityKey keyOf(int ordinal) {
        return new ActivityKey(workflowId(), sequence, ordinal);
    }

    private Decision guarded(AuthorFailure.Code<Decision> work) {
        return AuthorFailure.in(handler.describe(), work);
    }

    private Decision execute(Execution execution, Optional<Object> decoded) throws Throwable {
        RecordingContext context = new RecordingContext(execution);
        Optional<TerminalFailure> failed = Optional.empty();
        Optional<Closing> cancelled = Optional.empty();
        Object returned = null;
        try {
            returned = handler.call(execution.workflow(), decoded, Optional.of(context));
        } catch (TerminalFailure e) {
            failed = Optional.of(e);
        } catch (Cancelled e) {
            cancelled = Optional.of(new Closing.Cancelled());
        } catch (Throwable e) {
            if (execution.left().isEmpty() && execution.failure().isEmpty()) {
                throw e;
            }
        } finally {
            execution.close();
        }
        if (execution.failure().isPresent()) {
            Throwable failure = execution.failure().get();
            if (failure instanceof TerminalFailure terminal) {
                return failed(terminal, execution);
            }
            throw failure;
        }
        if (execution.left().isPresent()) {
            return new Decision(
                    execution.state(), execution.commands(), execution.left().get(), Set.of());
        }
        execution.end();
        if (failed.isPresent()) {
            return failed(failed.get(), execution);
        }
        return returned(
                execution,
                cancelled.isPresent() ? cancelled : closing(context, returned),
                answer(returned, cancelled.isPresent()));
    }

    private Decision returned(Execution execution, Optional<Closing> closing, Optional<String> answer) {
        Object workflow = execution.workflow();
        return new Decision(
                type.stateOf(workflow),
                execution.commands(),
                new Ending.Returned(closing, answer, execution.left(true)),
                type.filled(workflow));
    }

    private Optional<Closing> closing(RecordingContext context, @Nullable Object returned) {
        if (!isMain() || context.closing().isPresent()) {
            return context.closing();
        }
        return Optional.of(new Closing.Completed(Optional.ofNullable(returned).map(Json::write)));
    }

    private Optional<String> answer(@Nullable Object returned, boolean cancelled) {
        if (!type.isUpdate(handler) || cancelled) {
            return Optional.empty();
        }
        return Optional.of(returned == null ? "null" : Json.write(returned));
    }

    /** What is not the author's wish, but follows from the line's going on at all. */
    private static List<Command> endsOfWaits(Execution execution) {
        return execution.commands().stream()
                .filter(c -> c instanceof Command.CancelTimer timer && LineTimer.isOne(timer.timer()))
                .toList();
    }

    private Decision failed(TerminalFailure failure, Execution execution) {
        String message = failure.getMessage() == null ? "failed without a message" : AuthorFailure.messageOf(failure);
        String state = type.stateOf(execution.workflow());
        return type.isUpdate(handler)
                ? new Decision(
                        state, endsOfWaits(execution), new Ending.Refuses(message, execution.left(false)), Set.of())
                : new Decision(
                        state,
                        List.of(),
                        new Ending.Returned(
                                Optional.of(new Closing.Failed(message)), Optional.empty(), execution.left(false)),
                        Set.of());
    }
}
