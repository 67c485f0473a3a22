package org.signalbox.it.crash.app;

import java.util.Map;
import java.util.TreeMap;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Counts what it gets, and what it gets in the wrong order. */
@Workflow("tally")
class Tally {

    private long count;
    private long disorder;
    private final Map<String, Long> last = new TreeMap<>();

    @Signal
    void add(Item item, WorkflowContext wf) {
        count++;
        Long before = last.put(item.sender(), item.number());
        if (before != null && before >= item.number()) {
            disorder++;
        }
        item.chore()
                .ifPresent(millis -> wf.background(Chores.class)
                        .carryOut(
                                item.key(),
                                millis,
                                item.death().map(Death::name).orElse("")));
        item.death().ifPresent(death -> death.inHandler(item.key()));
    }

    /** As author code does that was told to stop waiting. */
    @Signal
    void addInterrupted(Item item, WorkflowContext wf) {
        add(item, wf);
        Thread.currentThread().interrupt();
    }

    /** Fails, and says so in words that no database stores. */
    @Signal
    void fail() {
        throw new IllegalStateException("a NUL: '\0'");
    }

    @Query
    long count() {
        return count;
    }

    @Query
    long disorder() {
        return disorder;
    }
}
