package org.signalbox.core.turn;

import java.util.List;
import java.util.Optional;

/** How far a handler got in a turn. */
public sealed interface Ending {

    /**
     * To its end.
     *
     * @param answer what the handler of an update returned, as JSON
     * @param left activities that nobody waited for to the end
     */
    record Returned(Optional<Closing> closing, Optional<String> answer, List<ActivityKey> left) implements Ending {
        public Returned {
            left = List.copyOf(left);
        }
    }

    /**
     * To where an update failed: nothing of the turn stays but the message.
     *
     * @param left activities that former turns started and nobody waited for to the end
     */
    record Refuses(String failure, List<ActivityKey> left) implements Ending {
        public Refuses {
            left = List.copyOf(left);
        }
    }

    /**
     * To a wait.
     *
     * @param steps those that this turn adds to the record
     * @param passedOn whether a request to cancel has been passed on to children, and waits for their end
     */
    record Waits(Awaited awaited, List<Step> steps, boolean passedOn) implements Ending {
        public Waits {
            steps = List.copyOf(steps);
        }
    }

    /** To where it wants to begin anew; only the main line can. */
    record Restarts() implements Ending {}
}
