package org.signalbox.core.turn;

import java.util.List;
import org.signalbox.workflow.Promise;

/** Something that was asked for in this execution. */
final class PendingPromise<R> implements Promise<R> {

    private final Execution execution;
    private final Awaitable what;
    private final int ordinal;

    PendingPromise(Execution execution, Awaitable what, int ordinal) {
        this.execution = execution;
        this.what = what;
        this.ordinal = ordinal;
    }

    @Override
    public boolean isDone() {
        return execution.hasEnded(ordinal);
    }

    @Override
    public R await() {
        execution.mustBeWriting();
        execution.pass(name(), List.of(way()));
        return result();
    }

    @Override
    public void cancel() {
        execution.mustBeWriting();
        execution.cancel(what, ordinal);
    }

    /** To be asked for once it has ended. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is the result of an activity that returns nothing
    R result() {
        return (R) execution.result(what, ordinal);
    }

    Way way() {
        return new Way.Ended(List.of(ordinal));
    }

    String name() {
        return what.name();
    }

    int ordinal() {
        return ordinal;
    }

    boolean isOf(Execution other) {
        return execution == other;
    }
}
