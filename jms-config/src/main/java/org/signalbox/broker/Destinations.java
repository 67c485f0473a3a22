package org.signalbox.broker;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which buckets of groups are to go to a certain server with their next message. Guarded by the queue's monitor. */
final class Destinations {

    private final @Nullable String[] servers;

    /** A consumer of another server has passed a message of the bucket since all iterators began at the head of the queue. */
    private final boolean[] passedByOthers;

    Destinations(int buckets) {
        servers = new String[buckets];
        passedByOthers = new boolean[buckets];
    }

    void set(int bucket, String server) {
        servers[bucket] = server;
    }

    @Nullable
    String of(int bucket) {
        return servers[bucket];
    }

    void passedByOther(int bucket) {
        passedByOthers[bucket] = true;
    }

    /** @return whether a consumer of another server has passed a message of the bucket */
    boolean reached(int bucket) {
        servers[bucket] = null;
        return passedByOthers[bucket];
    }

    /** All iterators are about to begin at the head of the queue. */
    void beginAtHead() {
        Arrays.fill(passedByOthers, false);
    }

    /** What would go to a server that is gone may go anywhere. */
    boolean keepOnly(Set<String> living) {
        boolean changed = false;
        for (int bucket = 0; bucket < servers.length; bucket++) {
            String server = servers[bucket];
            if (server != null && !living.contains(server)) {
                servers[bucket] = null;
                changed = true;
            }
        }
        return changed;
    }
}
