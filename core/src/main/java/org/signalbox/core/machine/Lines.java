package org.signalbox.core.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.signalbox.core.turn.Step;

/** The open lines of an instance during one request, and what became of them. */
final class Lines {

    private final Map<Long, Line> lines = new HashMap<>();
    private final Map<Long, LineChange.Opened> opened = new TreeMap<>();
    private final Map<Long, List<Step>> grown = new TreeMap<>();
    private final List<LineChange> closed = new ArrayList<>(0);

    Lines(List<Line> lines) {
        lines.forEach(l -> this.lines.put(l.opened(), l));
    }

    Line line(long line) {
        Line found = lines.get(line);
        if (found == null) {
            throw new IllegalStateException("The line opened by event " + line + " was not read.");
        }
        return found;
    }

    void open(Line line) {
        lines.put(line.opened(), line);
        opened.put(line.opened(), new LineChange.Opened(line));
    }

    void grow(long line, List<Step> steps) {
        if (!steps.isEmpty()) {
            lines.computeIfPresent(line, (l, known) -> known.with(steps));
            grown.computeIfAbsent(line, l -> new ArrayList<>()).addAll(steps);
        }
    }

    void close(long line, OptionalLong due) {
        lines.remove(line);
        grown.remove(line);
        if (opened.remove(line) == null) {
            closed.add(new LineChange.Closed(line, due));
        }
    }

    List<LineChange> changes() {
        if (opened.isEmpty() && grown.isEmpty() && closed.isEmpty()) {
            return List.of();
        }
        List<LineChange> changes = new ArrayList<>(opened.values());
        grown.forEach((line, steps) -> changes.add(new LineChange.Grown(line, steps)));
        changes.addAll(closed);
        return changes;
    }
}
