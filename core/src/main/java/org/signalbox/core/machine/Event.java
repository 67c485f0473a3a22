package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.core.turn.ActivityKey;

/** Whatever happens to an instance and gets a sequence number. */
public sealed interface Event {

    /** The word for its kind in tables, JSON and console. */
    Kind kind();

    /** What it is about: the workflow, the signal, the timer or the activity. */
    String name();

    /** What came with it, as JSON. */
    Optional<String> payload();

    /** The idempotency key its sender gave it; only starts, signals and updates have one. */
    default Optional<SignalId> sentAs() {
        return Optional.empty();
    }

    /** The kinds of events. */
    enum Kind {
        START,
        RESTART,
        SIGNAL,
        UPDATE,
        TIMER,
        ACTIVITY,
        RECEIPT,
        CHILD,
        CANCEL,
        TERMINATE,
        PAUSE,
        RESUME,
        MEND
    }

    /** Something that the instance asked for has ended; the payload tells how. */
    sealed interface Ended extends Event {

        ActivityKey key();
    }

    /**
     * A run begins.
     *
     * @param startId what the sender called the start, so that a repetition is known
     */
    record Started(String name, Optional<String> payload, Optional<SignalId> startId) implements Event {

        /** Of a sender who gave no id. */
        public Started(String name, Optional<String> payload) {
            this(name, payload, Optional.empty());
        }

        @Override
        public Kind kind() {
            return Kind.START;
        }

        @Override
        public Optional<SignalId> sentAs() {
            return startId;
        }
    }

    /** The main line begins anew, by its own wish. */
    record Restarted(String name, Optional<String> payload) implements Event {
        @Override
        public Kind kind() {
            return Kind.RESTART;
        }
    }

    /** A signal was accepted. */
    record Signalled(String name, Optional<String> payload, SignalId signalId) implements Event {
        @Override
        public Kind kind() {
            return Kind.SIGNAL;
        }

        @Override
        public Optional<SignalId> sentAs() {
            return Optional.of(signalId);
        }
    }

    /** An update was accepted. */
    record Updated(String name, Optional<String> payload, SignalId updateId) implements Event {
        @Override
        public Kind kind() {
            return Kind.UPDATE;
        }

        @Override
        public Optional<SignalId> sentAs() {
            return Optional.of(updateId);
        }
    }

    /** A timer came due: one of the author's, or that of a waiting handler. */
    record TimerFired(String name) implements Event {
        @Override
        public Kind kind() {
            return Kind.TIMER;
        }

        @Override
        public Optional<String> payload() {
            return Optional.empty();
        }
    }

    /** Someone asked to cancel the run. */
    record CancelRequested(Motive motive) implements Event {
        @Override
        public Kind kind() {
            return Kind.CANCEL;
        }

        @Override
        public String name() {
            return "cancel";
        }

        @Override
        public Optional<String> payload() {
            return motive.payload();
        }
    }

    /** Someone ended the run, without asking its code. */
    record Terminated(Motive motive) implements Event {
        @Override
        public Kind kind() {
            return Kind.TERMINATE;
        }

        @Override
        public String name() {
            return "terminate";
        }

        @Override
        public Optional<String> payload() {
            return motive.payload();
        }
    }

    /** From here on nothing is handled. */
    record Paused(Motive motive) implements Event {
        @Override
        public Kind kind() {
            return Kind.PAUSE;
        }

        @Override
        public String name() {
            return "pause";
        }

        @Override
        public Optional<String> payload() {
            return motive.payload();
        }
    }

    /** What came since the pause began is handled now. */
    record Resumed(Motive motive) implements Event {
        @Override
        public Kind kind() {
            return Kind.RESUME;
        }

        @Override
        public String name() {
            return "resume";
        }

        @Override
        public Optional<String> payload() {
            return motive.payload();
        }
    }

    /**
     * An operator has mended the inbox; the payload tells which event, who and why, and what the event was like before.
     *
     * @param name what was done
     */
    record Mended(String name, Optional<String> payload) implements Event {
        @Override
        public Kind kind() {
            return Kind.MEND;
        }
    }

    /** An activity has its outcome; the payload tells it. */
    record ActivityEnded(String name, ActivityKey key, Optional<String> payload) implements Ended {
        @Override
        public Kind kind() {
            return Kind.ACTIVITY;
        }
    }

    /** A signal that the instance sent has its receipt; the payload tells it. */
    record SignalAnswered(String name, ActivityKey key, Optional<String> payload) implements Ended {
        @Override
        public Kind kind() {
            return Kind.RECEIPT;
        }
    }

    /**
     * A child has ended, or could not be started; the payload tells how.
     *
     * @param name the child's workflow id
     */
    record ChildEnded(String name, ActivityKey key, Optional<String> payload) implements Ended {
        @Override
        public Kind kind() {
            return Kind.CHILD;
        }
    }
}
