package org.signalbox.core.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.ActivityKey;

/** Something that wants to happen to one instance. */
public sealed interface Request {

    WorkflowId workflowId();

    /** Whether it makes sense for an id that has no instance yet. */
    default boolean mayCreate() {
        return false;
    }

    /** The workflow that it starts if the instance does not run. */
    default Optional<String> startType() {
        return Optional.empty();
    }

    /** What its sender sends under ids, to be compared with what came under these ids before. */
    default List<Sent> sent() {
        return List.of();
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
        public Optional<String> startType() {
            return Optional.of(type);
        }

        @Override
        public boolean mayCreate() {
            return true;
        }

        @Override
        public List<Sent> sent() {
            return startId.map(id -> Sent.of(new Event.Started(type, input, startId), id, Optional.empty())).stream()
                    .toList();
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
        public Optional<String> startType() {
            return start.map(StartWith::type);
        }

        @Override
        public boolean mayCreate() {
            return start.isPresent() || holdFor.isPresent();
        }

        @Override
        public List<Sent> sent() {
            return List.of(Sent.of(new Event.Signalled(name, payload, signalId), signalId, start));
        }
    }

    /**
     * Take several signals together, in their order, or none of them. They wait for their turns, so that none of them is
     * handled before all are accepted.
     *
     * @param start present to start an instance first if none runs
     * @param holdFor how long to keep them for an instance that does not exist yet
     */
    record Signals(
            WorkflowId workflowId, List<Event.Signalled> signals, Optional<StartWith> start, Optional<Duration> holdFor)
            implements Request {

        public Signals {
            signals = List.copyOf(signals);
        }

        /**
         * As a Java client asks for it: the first one says what becomes of them if the instance does not run.
         *
         * @throws IllegalArgumentException if there are none, or they are for different instances
         */
        public static Signals of(List<SignalRequest> requests) {
            if (requests.isEmpty()) {
                throw new IllegalArgumentException("There are no signals.");
            }
            SignalRequest first = requests.get(0);
            requests.stream()
                    .filter(r -> !r.workflowId().equals(first.workflowId()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new IllegalArgumentException(
                                "Signals that go together must be for one instance, not for '" + first.workflowId()
                                        + "' and '" + other.workflowId() + "'.");
                    });
            return new Signals(
                    first.workflowId(),
                    requests.stream()
                            .map(r ->
                                    new Event.Signalled(r.signal(), r.payload().map(Json::write), r.signalId()))
                            .toList(),
                    first.startType()
                            .map(type -> new StartWith(type, first.startInput().map(Json::write), first.options())),
                    first.holdFor());
        }

        @Override
        public Optional<String> startType() {
            return start.map(StartWith::type);
        }

        @Override
        public boolean mayCreate() {
            return start.isPresent() || holdFor.isPresent();
        }

        @Override
        public List<Sent> sent() {
            return signals.stream().map(s -> Sent.of(s, s.signalId(), start)).toList();
        }

        /** The others. */
        public Signals without(Set<SignalId> known) {
            List<Event.Signalled> others =
                    signals.stream().filter(s -> !known.contains(s.signalId())).toList();
            return new Signals(workflowId, others, start, holdFor);
        }

        /** As single ones. */
        public List<Signal> each() {
            return signals.stream()
                    .map(s -> new Signal(workflowId, s.name(), s.payload(), s.signalId(), Optional.empty(), holdFor))
                    .toList();
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
        public Optional<String> startType() {
            return start.map(StartWith::type);
        }

        @Override
        public boolean mayCreate() {
            return start.isPresent();
        }

        @Override
        public List<Sent> sent() {
            return List.of(Sent.of(new Event.Updated(name, payload, updateId), updateId, start));
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
     * Mend the inbox.
     *
     * @param entry what is to be mended, read under the lock
     * @param head whether it is the first of the inbox
     */
    record Mend(WorkflowId workflowId, Entry entry, boolean head, Fix fix, Motive motive) implements Request {}

    /**
     * Go on where the instance stopped.
     *
     * @param head the event {@link Instance#due} names if there is one, else the first of the inbox
     */
    record Resume(WorkflowId workflowId, Entry head) implements Request {}
}
