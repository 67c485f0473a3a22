package org.signalbox.it.crash.app;

import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Takes what it gets in, except what is poisonous. */
@Workflow("taster")
class Taster {

    private final List<Long> tasted = new ArrayList<>();

    record Dish(String sender, long number, boolean poison) {}

    @Signal
    void taste(Dish dish) {
        if (dish.poison()) {
            throw new IllegalStateException(dish.sender() + "-" + dish.number() + " is poisonous");
        }
        tasted.add(dish.number());
    }
}
