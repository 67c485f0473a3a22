package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signalbox.client.WorkflowId;

/**
 * The instances whose code took long when it ran last on this server, and the time before: what shares a transaction with
 * them would wait. Once can be the machine's fault.
 */
@ApplicationScoped
public class SlowInstances {

    private static final Duration LONG = Duration.ofMillis(50);
    private static final int TWICE = 2;

    /** With more than that, knowing them has become pointless, and they are learnt anew. */
    private static final int MOST = 10_000;

    private final Map<WorkflowId, Slow> slow = new ConcurrentHashMap<>();

    private record Slow(int times, Duration last, long at) {}

    /** @param took how long the code of its last turn ran */
    void note(WorkflowId id, Duration took) {
        if (took.compareTo(LONG) < 0) {
            slow.remove(id);
            return;
        }
        if (slow.size() >= MOST) {
            slow.clear();
        }
        long now = System.nanoTime();
        slow.merge(id, new Slow(1, took, now), (before, one) -> new Slow(Math.min(TWICE, before.times + 1), took, now));
    }

    boolean contains(WorkflowId id) {
        Slow known = slow.get(id);
        return known != null && known.times == TWICE;
    }

    /** How long its code ran last; zero if that was short, or before that time. */
    Duration lastSince(WorkflowId id, long nanos) {
        Slow known = slow.get(id);
        return known == null || known.at - nanos < 0 ? Duration.ZERO : known.last;
    }
}
