package org.signalbox.benchmark.workflow;

import java.util.TreeMap;
import org.signalbox.workflow.Query;

/**
 * Counts the signals of an instance and checks their order: every sender numbers its signals to an instance 1, 2, 3 …,
 * so each must be the successor of the last one from the same sender. A lost, doubled or overtaken signal breaks that.
 */
public abstract class Tally {

    private long handled;
    private long violations;
    private TreeMap<Integer, Integer> last = new TreeMap<>();

    /** One signal of one sender. */
    public record Step(int sender, int number) {}

    /** What an instance has seen. */
    public record Seen(long handled, long violations, TreeMap<Integer, Integer> last) {}

    void add(Step step) {
        handled++;
        Integer before = last.put(step.sender(), step.number());
        if (step.number() != (before == null ? 1 : before + 1)) {
            violations++;
        }
    }

    long handled() {
        return handled;
    }

    @Query
    Seen seen() {
        return new Seen(handled, violations, last);
    }
}
