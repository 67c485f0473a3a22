package org.signalbox.core.export;

import java.util.List;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;

/**
 * An instance as it was exported.
 *
 * @param lines all of its open ones
 * @param timers their names
 * @param waiting the events that were not handled yet, in order
 * @param latest the last events of the journal, for people
 */
public record Exported(
        Instance instance, List<Line> lines, List<String> timers, List<Entry> waiting, List<Entry> latest) {

    public Exported {
        lines = List.copyOf(lines);
        timers = List.copyOf(timers);
        waiting = List.copyOf(waiting);
        latest = List.copyOf(latest);
    }
}
