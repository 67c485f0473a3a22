package org.signalbox.it.workflow;

import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Has chores done in the background. */
@Workflow("errands")
class Errands {

    enum Chore {
        SUCCEED,
        FAIL_AT_FIRST,
        FAIL_ALWAYS,
        FAIL_FOR_GOOD,
        FAIL_UNRETRIED,
        TAKE_LONG_AT_FIRST,
        TAKE_LONG,
        NOTHING
    }

    record Order(Chore chore, String key) {}

    private int orders;

    @Signal
    void order(Order order, WorkflowContext wf) {
        orders++;
        Chores chores = wf.background(Chores.class);
        String key = order.key();
        switch (order.chore()) {
            case SUCCEED -> chores.succeed(key);
            case FAIL_AT_FIRST -> chores.failAtFirst(key, 2);
            case FAIL_ALWAYS -> chores.failAlways(key);
            case FAIL_FOR_GOOD -> chores.failForGood(key);
            case FAIL_UNRETRIED -> chores.failUnretried(key);
            case TAKE_LONG_AT_FIRST -> chores.takeLongAtFirst(key);
            case TAKE_LONG -> chores.takeLong(key);
            case NOTHING -> chores.nothing(key);
        }
    }

    /** Orders and then fails, until the switch is off: nothing of it may happen before. */
    @Signal
    void orderInVain(Order order, WorkflowContext wf) {
        order(order, wf);
        if (Switches.isOn("vain " + order.key())) {
            throw new IllegalStateException("not this time");
        }
    }

    @Query
    int orders() {
        return orders;
    }
}
