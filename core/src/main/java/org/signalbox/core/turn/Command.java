package org.signalbox.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Attribute;
import org.signalbox.workflow.ChildRequest;

/** What a turn asks for beyond new state; carried out in the same transaction as rows, and sent only after it. */
public sealed interface Command {

    /** One line for the journal. */
    String describe();

    /** @param arguments a JSON array */
    record ScheduleActivity(ActivityKey key, String type, String method, String arguments) implements Command {
        @Override
        public String describe() {
            return "activity " + type + "." + method + " #" + key.sequence() + "." + key.ordinal();
        }
    }

    /** There is no more use for it; nothing to do if it is no activity, but a child or the receipt of a signal. */
    record CancelActivity(ActivityKey key) implements Command {
        @Override
        public String describe() {
            return "no more use for #" + key.sequence() + "." + key.ordinal();
        }
    }

    /**
     * A signal to an instance.
     *
     * @param startType present for a signal-with-start
     * @param awaited whether the one who asks wants the receipt
     */
    record SendSignal(
            ActivityKey key,
            WorkflowId to,
            String signal,
            Optional<String> payload,
            SignalId signalId,
            Optional<String> startType,
            Optional<String> startInput,
            Optional<Duration> holdFor,
            boolean awaited)
            implements Command {
        @Override
        public String describe() {
            return "signal " + signal + " to " + to + " #" + key.sequence() + "." + key.ordinal();
        }
    }

    /** An instance of another workflow, bound to the run that asks for it. */
    record StartChild(
            ActivityKey key,
            WorkflowId child,
            String type,
            Optional<String> input,
            ChildRequest.WhenParentEnds whenParentEnds)
            implements Command {
        @Override
        public String describe() {
            return "child " + type + " " + child + " #" + key.sequence() + "." + key.ordinal();
        }
    }

    /** A child is asked to cancel, because its parent is while it waits for it. */
    record CancelChild(ActivityKey key, WorkflowId child) implements Command {
        @Override
        public String describe() {
            return "cancel child " + child + " #" + key.sequence() + "." + key.ordinal();
        }
    }

    /** @param every present for a periodic timer */
    record SetTimer(String timer, Instant dueAt, Optional<Duration> every) implements Command {
        @Override
        public String describe() {
            return "timer " + timer + " at " + dueAt
                    + every.map(e -> " every " + e).orElse("");
        }
    }

    record CancelTimer(String timer) implements Command {
        @Override
        public String describe() {
            return "no timer " + timer;
        }
    }

    /**
     * What the sender of an update is to be told.
     *
     * @param sequence of the update
     * @param result as JSON, if it did not fail
     */
    record Answer(long sequence, Optional<String> result, Optional<String> failure) implements Command {
        @Override
        public String describe() {
            return "answer of #" + sequence
                    + failure.map(f -> ": failed, " + f.lines().findFirst().orElse(""))
                            .orElse("");
        }
    }

    /** An event that waits has another payload now. */
    record Edit(long sequence, Optional<String> payload) implements Command {
        @Override
        public String describe() {
            return "edit of #" + sequence;
        }
    }

    /**
     * New values of search attributes.
     *
     * @param type of the workflow
     * @param changed the names of those that have other values than before
     * @param values all they have now
     */
    record Index(String type, Set<String> changed, List<Attribute> values) implements Command {
        public Index {
            changed = Set.copyOf(changed);
            values = List.copyOf(values);
        }

        @Override
        public String describe() {
            return "attributes " + changed;
        }
    }

    /** At the end of a run whose code was not asked: what has not begun never will, and what runs is not listened to. */
    record DropActivities(int run) implements Command {
        @Override
        public String describe() {
            return "no activities";
        }
    }

    /** At the end of a run. */
    record CancelAllTimers() implements Command {
        @Override
        public String describe() {
            return "no timers";
        }
    }
}
