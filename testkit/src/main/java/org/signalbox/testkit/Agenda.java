package org.signalbox.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual time and what is to be done when: by time, and at the same time in the order it was noted. */
final class Agenda implements InstantSource {

    /** Far more than any honest test does without time going by. */
    private static final int RESTLESS = 1_000_000;

    private record Item(Instant due, long number, Runnable action) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::due).thenComparing(Item::number));
    private Instant now;
    private long noted;
    private boolean running;

    Agenda(Instant begin) {
        this.now = begin;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void note(Instant due, Runnable action) {
        items.add(new Item(due, ++noted, action));
    }

    /** Does what is due by now; nothing if that is going on already. */
    void settle() {
        if (!running) {
            runUntil(now);
        }
    }

    /** Lets time go by. It stands still at each due time until nothing can run any more. */
    void advanceTo(Instant end) {
        if (running) {
            throw new IllegalStateException("Time can't be moved from within an activity or a handler.");
        }
        if (end.isBefore(now)) {
            throw new IllegalArgumentException("It is " + now + "; time can't go back to " + end + ".");
        }
        runUntil(end);
        now = end;
    }

    private void runUntil(Instant end) {
        running = true;
        try {
            int atOnce = 0;
            while (!items.isEmpty() && !items.element().due.isAfter(end)) {
                Item item = items.remove();
                atOnce = item.due.isAfter(now) ? 0 : atOnce + 1;
                if (atOnce > RESTLESS) {
                    throw new IllegalStateException("At " + now + " there is always something more to do; does a"
                            + " timer without delay set itself again?");
                }
                now = item.due.isAfter(now) ? item.due : now;
                item.action.run();
            }
        } finally {
            running = false;
        }
    }
}
