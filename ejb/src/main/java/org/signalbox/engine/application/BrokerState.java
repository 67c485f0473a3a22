package org.signalbox.engine.application;

import java.util.ArrayList;
import java.util.List;

/**
 * What the broker has, as it was at the last look.
 *
 * @param known whether the broker could be asked
 * @param diskUsage of the disk of its journal, from 0 to 1
 */
public record BrokerState(boolean known, double diskUsage, List<Queue> queues) {

    private static final double MOST_DISK = 0.9;

    /** Nothing is known yet, or the broker does not answer. */
    static final BrokerState UNKNOWN = new BrokerState(false, 0, List.of());

    public BrokerState {
        queues = List.copyOf(queues);
    }

    /**
     * A queue of the engine.
     *
     * @param consumed whether the engine takes its messages out; what is in another one is kept for people
     * @param messages all of them
     * @param delivering those that a consumer has, or that the broker is moving
     * @param scheduled those whose time has not come
     * @param standingSeconds for how long it has had messages to deliver, and none has left it
     */
    public record Queue(
            String name,
            boolean consumed,
            long messages,
            long delivering,
            long scheduled,
            long consumers,
            long standingSeconds) {

        private static final long PATIENCE = 120;

        List<String> complaints() {
            List<String> wrong = new ArrayList<>(0);
            if (consumed && messages > scheduled && standingSeconds >= PATIENCE) {
                wrong.add("Queue " + name + " has " + (messages - scheduled) + " messages, " + delivering
                        + " of them in delivery, and none has left it for " + standingSeconds + " s"
                        + (consumers == 0 ? "; it has no consumer." : "."));
            }
            if (name.equals("activities.dead") && messages > 0) {
                wrong.add("Queue " + name + " has " + messages + " messages; it should be empty.");
            }
            return wrong;
        }
    }

    /** What can't move, in words for people; empty if all is well. */
    public List<String> complaints() {
        List<String> wrong = new ArrayList<>(0);
        queues.forEach(queue -> wrong.addAll(queue.complaints()));
        if (diskUsage > MOST_DISK) {
            wrong.add("The disk of the broker is full to " + Math.round(100 * diskUsage) + " percent.");
        }
        return wrong;
    }

    /** Whether nothing sits at the broker that can't move, as far as is known. */
    public boolean isRight() {
        return complaints().isEmpty();
    }
}
