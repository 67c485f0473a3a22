package org.signalbox.it.workflow;

import java.time.Duration;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes burdens on itself, and puts some on others. */
@Workflow("porter")
class Porter {

    enum Burden {
        HANG,
        IGNORE,
        TAKE_LONG,
        SURROUNDINGS
    }

    record Order(Burden burden, String key, int times) {}

    private int orders;

    @Signal
    void order(Order order, WorkflowContext wf) {
        orders++;
        Burdens burdens = wf.background(Burdens.class);
        for (int n = 0; n < order.times(); n++) {
            switch (order.burden()) {
                case HANG -> burdens.hang(order.key());
                case IGNORE -> burdens.ignore(order.key());
                case TAKE_LONG -> burdens.takeLong(order.key());
                case SURROUNDINGS -> burdens.surroundings(order.key());
            }
        }
    }

    /** Does not return before the switch of that name is off. */
    @Signal
    void hold(String key) throws InterruptedException {
        orders++;
        Switches.awaitOff(key, Duration.ofSeconds(50));
    }

    @Query
    int orders() {
        return orders;
    }
}
