package org.signalbox.core.machine;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
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

    /**
     * It has ended: the line goes away with its steps, and the entry that opened it is {@link Entry.State#HANDLED}, as is
     * the one that was still to bring it on.
     */
    record Closed(long opened, OptionalLong due) implements LineChange {

        /** The events that have nothing more to come. */
        public List<Long> handled() {
            return due.isPresent() ? List.of(opened, due.getAsLong()) : List.of(opened);
        }
    }

    /** The open lines after these changes. */
    static List<Line> apply(List<Line> lines, List<LineChange> changes) {
        if (changes.isEmpty()) {
            return lines;
        }
        Map<Long, Line> open = new TreeMap<>();
        lines.forEach(l -> open.put(l.opened(), l));
        for (LineChange change : changes) {
            if (change instanceof Opened opened) {
                open.put(opened.opened(), opened.line);
            } else if (change instanceof Grown grown) {
                open.computeIfPresent(grown.opened, (key, line) -> line.with(grown.steps));
            } else {
                open.remove(change.opened());
            }
        }
        return List.copyOf(open.values());
    }
}
