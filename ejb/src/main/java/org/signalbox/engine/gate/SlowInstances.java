package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.signalbox.client.WorkflowId;

/** The instances whose code took long when it ran last on this server: what shares a transaction with them would wait. */
@ApplicationScoped
public class SlowInstances {

    private static final Duration LONG = Duration.ofMillis(50);

    /** With more than that, knowing them has become pointless, and they are learnt anew. */
    private static final int MOST = 10_000;

    private final Set<WorkflowId> slow = ConcurrentHashMap.newKeySet();

    /** @param took how long the code of its last turn ran */
    void note(WorkflowId id, Duration took) {
        if (took.compareTo(LONG) < 0) {
            slow.remove(id);
            return;
        }
        if (slow.size() >= MOST) {
            slow.clear();
        }
        slow.add(id);
    }

    boolean contains(WorkflowId id) {
        return slow.contains(id);
    }
}
