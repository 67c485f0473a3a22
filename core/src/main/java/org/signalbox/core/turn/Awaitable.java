package org.signalbox.core.turn;

import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.ChildFailure;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.SignalFailure;

/** Something that is asked for and ends some time: how its end is told to the author's code. */
sealed interface Awaitable {

    /** For people, and for the record of the wait. */
    String name();

    /** What is recorded of its having been asked for. */
    Step step();

    @Nullable
    Object result(ActivityOutcome.Completed completed);

    RuntimeException failure(ActivityOutcome.Failed failed);

    /** The end of an activity. */
    record Call(ActivityMethod method) implements Awaitable {
        @Override
        public String name() {
            return method.fullName();
        }

        @Override
        public Step step() {
            return new Step.Started(name());
        }

        @Override
        public @Nullable Object result(ActivityOutcome.Completed completed) {
            return method.result(completed.result());
        }

        @Override
        public RuntimeException failure(ActivityOutcome.Failed failed) {
            return new ActivityFailure(name(), failed.type(), failed.failure());
        }
    }

    /** The end of a child. */
    record Child(ChildRequest<?> request, WorkflowId workflowId) implements Awaitable {
        @Override
        public String name() {
            return "child " + request.workflowType();
        }

        @Override
        public Step step() {
            return new Step.Called(name());
        }

        @Override
        public @Nullable Object result(ActivityOutcome.Completed completed) {
            return request.result() == Void.class ? null : Json.readOrNull(completed.result(), request.result());
        }

        @Override
        public RuntimeException failure(ActivityOutcome.Failed failed) {
            return new ChildFailure(workflowId, ChildFailure.Kind.valueOf(failed.word()), failed.explanation());
        }
    }

    /** The receipt of a signal. */
    record Answer(SignalRequest request) implements Awaitable {
        @Override
        public String name() {
            return "signal " + request.signal();
        }

        @Override
        public Step step() {
            return new Step.Called(name());
        }

        @Override
        public Object result(ActivityOutcome.Completed completed) {
            return Json.read(completed.result(), Receipt.class);
        }

        @Override
        public RuntimeException failure(ActivityOutcome.Failed failed) {
            Reason reason = Reason.valueOf(failed.word());
            return new SignalFailure(request.workflowId(), request.signal(), reason, failed.explanation());
        }
    }
}
