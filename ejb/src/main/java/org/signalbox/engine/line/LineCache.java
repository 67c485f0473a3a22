package org.signalbox.engine.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.OpenLine;

/**
 * Open lines of this server's latest turns, so that one that goes on again and again is not read from its rows each time.
 * Bounded in size, and emptied of what has not been used for a while: a waiting instance costs no memory.
 *
 * <p>Proof that no turn sees an outdated line, whichever server had the turn before: what is kept has been committed, a
 * line's record changes only by growing, and then the number in the instance's row grows with it; that row has been read
 * under its lock. The run's start tells a line from that of another life of the same id.
 */
@ApplicationScoped
public class LineCache {

    private static final long LARGEST = 16_000_000;

    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Cache<Key, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .weigher((Key key, Kept value) ->
                    (int) Math.min(value.size + key.id.value().length(), Integer.MAX_VALUE))
            .expireAfterAccess(IDLE)
            .executor(Runnable::run) // not the common pool: its threads would outlive the application
            .build();

    private record Key(WorkflowId id, Instant startedAt, long opened) {}

    /** @param size that of the line, which it would take long to add up anew at each turn */
    private record Kept(long recorded, Line line, long size) {

        /** The line when it has grown. */
        Kept grown(long more, Line longer) {
            return new Kept(more, longer, size + longer.size(line.steps().size()));
        }
    }

    /** What the open lines of an instance have recorded; empty unless all of it is known. */
    Optional<List<Line>> linesOf(Instance instance) {
        List<Line> lines = new ArrayList<>();
        for (OpenLine open : instance.lines()) {
            Kept found = kept.getIfPresent(key(instance, open));
            if (found == null || !open.recorded().equals(OptionalLong.of(found.recorded))) {
                return Optional.empty();
            }
            lines.add(found.line);
        }
        return Optional.of(lines);
    }

    /**
     * Takes over all open lines of an instance.
     *
     * @param instance as it has been committed
     */
    public void keep(Instance instance, List<Line> lines) {
        for (OpenLine open : instance.lines()) {
            lines.stream()
                    .filter(line -> line.opened() == open.opened())
                    .findAny()
                    .ifPresent(line -> open.recorded().ifPresent(number -> keep(key(instance, open), number, line)));
        }
    }

    private void keep(Key key, long recorded, Line line) {
        kept.put(
                key,
                Optional.ofNullable(kept.getIfPresent(key))
                        .filter(before -> before.recorded <= recorded)
                        .map(before -> before.grown(recorded, line))
                        .orElseGet(() -> new Kept(recorded, line, line.size())));
    }

    private static Key key(Instance instance, OpenLine open) {
        return new Key(instance.id(), instance.startedAt(), open.opened());
    }
}
