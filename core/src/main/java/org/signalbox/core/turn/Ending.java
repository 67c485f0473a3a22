package org.signalbox.core.turn;

import java.util.List;
import java.util.Optional;

/** How far a handler got in a turn. */
public sealed interface Ending {

    /**
     * To its end.
     *
     * @param left activities that nobody waited for to the end
     */
    record Returned(Optional<Closing> closing, List<ActivityKey> left) implements Ending {
        public Returned {
            left = List.copyOf(left);
        }
    }

    /**
     * To a wait.
     *
     * @param steps those that this turn adds to the record
     */
    record Waits(Awaited awaited, List<Step> steps) implements Ending {
        public Waits {
            steps = List.copyOf(steps);
        }
    }

    /** To where it wants to begin anew; only the main line can. */
    record Restarts() implements Ending {}
}
