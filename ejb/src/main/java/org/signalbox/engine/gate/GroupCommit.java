package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.signalbox.client.Unavailable;

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

    private Commit commit;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected GroupCommit() {}

    @Inject
    GroupCommit(Commit commit) {
        this.commit = commit;
    }

    /**
     * Does an errand and waits for it.
     *
     * @return once its effects are durable
     * @throws Unavailable if the database can't be reached; nothing is known of the errand then
     */
    public <A> A submit(Errand<A> errand) {
        Slot<A> slot = new Slot<>(errand);
        waitFor(List.of(slot));
        return slot.result();
    }

    /**
     * Does several errands that do not depend on each other, and waits for all of them.
     *
     * @throws Unavailable if the database could not be reached for one of them
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
            if (!slot.isOver()) {
                lead(slot);
            }
        }
    }

    /** @return whether the caller is to lead, with the first of its slots */
    private synchronized boolean enqueue(List<? extends Slot<?>> slots) {
        line.addAll(slots);
        if (leaders < LEADERS) {
            leaders++;
            line.remove(slots.get(0));
            return true;
        }
        return false;
    }

    /**
     * Brings one group through.
     *
     * <p>Proof that no leadership gets lost: the slot of a leader has left the line before its thread leads, so no other
     * leader can have answered it; its thread therefore always comes here, and always hands over.
     */
    private void lead(Slot<?> own) {
        List<Slot<?>> group = groupWith(own);
        try {
            commit.together(group);
        } finally {
            group.stream().filter(slot -> !slot.isOver()).forEach(GroupCommit::abandon);
            handOver();
        }
    }

    /** After an error of the Java machine nobody else knows of these. */
    private static void abandon(Slot<?> slot) {
        slot.fail(new Unavailable("The transaction ended in an error", new IllegalStateException("no answer")));
    }

    private synchronized List<Slot<?>> groupWith(Slot<?> own) {
        List<Slot<?>> group = new ArrayList<>(List.of(own));
        while (!line.isEmpty() && group.size() < LARGEST_GROUP) {
            group.add(line.poll());
        }
        return group;
    }

    private synchronized void handOver() {
        Slot<?> next = line.poll();
        if (next == null) {
            leaders--;
        } else {
            next.lead();
        }
    }
}
