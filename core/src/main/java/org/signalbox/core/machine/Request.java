package org.signalbox.core.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.client.StartOptions;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.ActivityKey;

/** Something that wants to happen to one instance. */
public sealed interface Request {

    WorkflowId workflowId();

    /** Whether it makes sense for an id that has no instance yet. */
    default boolean mayCreate() {
        return false;
    }

    /** Start a run. */
    record Start(
            WorkflowId workflowId,
            String type,
            Optional<String> input,
            Optional<SignalId> startId,
            StartOptions options)
            implements Request {

        /** Without any conditions. */
        public Start(WorkflowId workflowId, String type, Optional<String> input) {
            this(workflowId, type, input, Optional.empty(), StartOptions.NONE);
        }

        @Override
        public boolean mayCreate() {
            return true;
        }
    }

    /**
     * Take a signal.
     *
     * @param payload JSON
     * @param start present for a signal-with-start
     * @param holdFor how long to keep it for an instance that does not exist yet
     */
    record Signal(
            WorkflowId workflowId,
            String name,
            Optional<String> payload,
            SignalId signalId,
            Optional<StartWith> start,
            Optional<Duration> holdFor)
            implements Request {
        @Override
        public boolean mayCreate() {
            return start.isPresent() || holdFor.isPresent();
        }
    }

    /**
     * Take an update, if the workflow's validator has nothing against it.
     *
     * @param payload JSON
     * @param start present for an update-with-start
     */
    record Update(
            WorkflowId workflowId, String name, Optional<String> payload, SignalId updateId, Optional<StartWith> start)
            implements Request {
        @Override
        public boolean mayCreate() {
            return start.isPresent();
        }
    }

    /** The workflow and input a signal-with-start or update-with-start starts. */
    record StartWith(String type, Optional<String> input, StartOptions options) {

        /** Without any conditions. */
        public StartWith(String type, Optional<String> input) {
            this(type, input, StartOptions.NONE);
        }
    }

    /**
     * A timer is due; to be made only from the timer's row, read under the instance's lock.
     *
     * @param every present for a periodic timer
     */
    record TimerDue(WorkflowId workflowId, String timer, Instant dueAt, Optional<Duration> every) implements Request {}

    /** Something that the instance asked for has its outcome; to be made only once for each, under the instance's lock. */
    sealed interface Done extends Request {

        ActivityKey key();

        /** As {@link org.signalbox.core.turn.ActivityOutcome} writes it. */
        String outcome();

        Event event();

        @Override
        default WorkflowId workflowId() {
            return key().workflowId();
        }
    }

    /** An activity has its outcome. */
    record ActivityDone(ActivityKey key, String activity, String outcome) implements Done {
        @Override
        public Event event() {
            return new Event.ActivityEnded(activity, key, Optional.of(outcome));
        }
    }

    /** A child of the instance has ended, or could not be started. */
    record ChildDone(ActivityKey key, WorkflowId child, String outcome) implements Done {
        @Override
        public Event event() {
            return new Event.ChildEnded(child.value(), key, Optional.of(outcome));
        }
    }

    /** A signal that the instance sent has its receipt. */
    record SignalDone(ActivityKey key, String signal, String outcome) implements Done {
        @Override
        public Event event() {
            return new Event.SignalAnswered(signal, key, Optional.of(outcome));
        }
    }

    /** Ask the run to end; whoever waits in it learns of it now, ahead of the inbox. */
    record Cancel(WorkflowId workflowId, Motive motive) implements Request {}

    /** End the run now, without asking its code. */
    record Terminate(WorkflowId workflowId, Motive motive) implements Request {}

    /** Accept what comes, and handle nothing of it. */
    record Pause(WorkflowId workflowId, Motive motive) implements Request {}

    /** End the pause. */
    record EndPause(WorkflowId workflowId, Motive motive) implements Request {}

    /**
     * Go on where the instance stopped.
     *
     * @param head the event {@link Instance#due} names if there is one, else the first of the inbox
     */
    record Resume(WorkflowId workflowId, Entry head) implements Request {}
}
