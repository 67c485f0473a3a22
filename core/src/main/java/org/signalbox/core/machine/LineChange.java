package org.signalbox.core.machine;

import java.util.List;
import org.signalbox.core.turn.Step;

/** What becomes of an open line; rows are only added until all of a line's go away. */
public sealed interface LineChange {

    /** The sequence of the event that opened the line. */
    long opened();

    /** It has waited for the first time. The line has no steps yet; they follow. */
    record Opened(Line line) implements LineChange {
        @Override
        public long opened() {
            return line.opened();
        }
    }

    /** There is more to remember; at most once per line and verdict. */
    record Grown(long opened, List<Step> steps) implements LineChange {
        public Grown {
            steps = List.copyOf(steps);
        }
    }

    /** It has ended: the line goes away with its steps, and the entry that opened it is {@link Entry.State#HANDLED}. */
    record Closed(long opened) implements LineChange {}
}
