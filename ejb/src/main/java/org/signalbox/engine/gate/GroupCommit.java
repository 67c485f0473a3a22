package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lets errands that are ready at the same time share one transaction.
 *
 * <p>The threads that bring errands stand in line; the first becomes a leader, takes as many as there are (up to a limit)
 * into one transaction and hands the answers out; then the next in line leads. So nobody waits for company, and the
 * busier it is, the more errands share a commit. If a shared transaction fails, its errands are repeated one by one.
 */
@ApplicationScoped
public class GroupCommit {

    /** Two: while one waits for the disk, the other computes. */
    private static final int LEADERS = Integer.getInteger("signalbox.commit.leaders", 2);

    private static final int LARGEST_GROUP = Integer.getInteger("signalbox.commit.group", 64);

    private final Deque<Slot<?>> line = new ArrayDeque<>();
    private int leaders;

    @Inject
    private Commit commit;

    /**
     * Does an errand and waits for it.
     *
     * @return once its effects are durable
     * @throws org.signalbox.client.Unavailable if the database can't be reached; nothing is known of the errand then
     */
    public <A> A submit(Errand<A> errand) {
        Slot<A> slot = new Slot<>(errand);
        waitFor(List.of(slot));
        return slot.result();
    }

    /**
     * Does several errands that do not depend on each other, and waits for all of them.
     *
     * @throws org.signalbox.client.Unavailable if the database could not be reached for one of them
     */
    public void submitAll(List<? extends Errand<?>> errands) {
        List<Slot<?>> slots = new ArrayList<>();
        errands.forEach(e -> slots.add(new Slot<>(e)));
        waitFor(slots);
        slots.forEach(Slot::result);
    }

    private void waitFor(List<? extends Slot<?>> slots) {
        boolean leading = !slots.isEmpty() && enqueue(slots);
        for (Slot<?> slot : slots) {
            if (!leading) {
                slot.await();
            }
            leading = false;
            leadUnlessOver(slot);
        }
    }

    /** @return whether the caller is to lead */
    private synchronized boolean enqueue(List<? extends Slot<?>> slots) {
        line.addAll(slots);
        if (leaders < LEADERS) {
            leaders++;
            return true;
        }
        return false;
    }

    private void leadUnlessOver(Slot<?> slot) {
        if (slot.isOver()) {
            return;
        }
        try {
            while (!slot.isOver()) {
                commit.together(nextGroup());
            }
        } finally {
            handOver();
        }
    }

    private synchronized List<Slot<?>> nextGroup() {
        List<Slot<?>> group = new ArrayList<>();
        while (!line.isEmpty() && group.size() < LARGEST_GROUP) {
            group.add(line.poll());
        }
        return group;
    }

    private synchronized void handOver() {
        if (line.isEmpty()) {
            leaders--;
        } else {
            line.element().lead();
        }
    }
}
