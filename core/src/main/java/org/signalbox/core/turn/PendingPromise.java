package org.signalbox.core.turn;

import java.util.List;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.workflow.Promise;

/** An activity that was scheduled in this execution. */
final class PendingPromise<R> implements Promise<R> {

    private final Execution execution;
    private final ActivityMethod method;
    private final int ordinal;

    PendingPromise(Execution execution, ActivityMethod method, int ordinal) {
        this.execution = execution;
        this.method = method;
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
        execution.cancel(method, ordinal);
    }

    /** To be asked for once it has ended. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is the result of an activity that returns nothing
    R result() {
        return (R) execution.result(method, ordinal);
    }

    Way way() {
        return new Way.Ended(List.of(ordinal));
    }

    String name() {
        return method.fullName();
    }

    int ordinal() {
        return ordinal;
    }

    boolean isOf(Execution other) {
        return execution == other;
    }
}
