package org.signalbox.core.turn;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.payload.FieldValues;

/**
 * What is recorded of a line, in the order in which it happened: what the author's code asked for, and what came of it.
 * Together with the fields at the opening this is all that is needed to execute the code again up to where it waits.
 */
public sealed interface Step {

    /** What one takes besides the payloads of others. */
    long SIZE = 80;

    /** For the message that tells of a divergence. */
    String describe();

    /** Whether the code, in doing this now, does again what was recorded. */
    default boolean isDoneAgainBy(Step now) {
        return equals(now);
    }

    /** About how many characters it takes in memory. */
    default long size() {
        return SIZE;
    }

    /** Something was asked for that has no answer: an activity in the background, a timer. */
    record Asked(String what) implements Step {
        @Override
        public String describe() {
            return what;
        }
    }

    /** An activity was scheduled whose result the line can wait for. */
    record Started(String activity) implements Step {
        @Override
        public String describe() {
            return "activity " + activity;
        }
    }

    /** Another instance was asked for something that the line can wait for. */
    record Called(String what) implements Step {
        @Override
        public String describe() {
            return what;
        }
    }

    /**
     * That activity, or what another instance was asked for, has ended. Not the code's doing: it comes while the line waits.
     *
     * @param ordinal of the activity within the line, counted together with what other instances were asked for
     * @param outcome as {@link ActivityOutcome} writes it
     */
    record Ended(int ordinal, String outcome) implements Step {
        @Override
        public String describe() {
            return "end of activity " + ordinal;
        }

        @Override
        public long size() {
            return SIZE + outcome.length();
        }
    }

    /**
     * A wait is over.
     *
     * @param way which of the things waited for ended it; -1 if it was left because the run is to be cancelled
     * @param at the time from then on
     * @param changed the fields that others changed meanwhile, with their values
     */
    record Passed(String awaited, int way, Instant at, Optional<FieldValues> changed) implements Step {
        @Override
        public String describe() {
            return awaited;
        }

        @Override
        public boolean isDoneAgainBy(Step now) {
            return now instanceof Passed p && p.awaited.equals(awaited);
        }

        @Override
        public long size() {
            return SIZE + changed.map(FieldValues::length).orElse(0);
        }
    }

    /** The result of something that is not done again, as JSON. */
    record Ran(String name, String result) implements Step {
        @Override
        public String describe() {
            return "run '" + name + "'";
        }

        @Override
        public boolean isDoneAgainBy(Step now) {
            return now instanceof Ran r && r.name.equals(name);
        }

        @Override
        public long size() {
            return SIZE + result.length();
        }
    }

    /** Which version of a change the code was told to execute. */
    record Version(String change, int number) implements Step {
        @Override
        public String describe() {
            return "version of '" + change + "'";
        }
    }
}
