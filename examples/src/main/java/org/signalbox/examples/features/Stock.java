package org.signalbox.examples.features;

import org.signalbox.workflow.Start;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.Workflow;

/** A request with an answer, which may be refused before it leaves a trace. */
@Workflow("stock")
class Stock {

    private int left;

    @Start
    void fill(int pieces) {
        left = pieces;
    }

    @Validate("reserve")
    void canReserve(int pieces) {
        if (pieces > left) {
            throw new IllegalArgumentException("only " + left + " left");
        }
    }

    @Update
    int reserve(int pieces) {
        left -= pieces;
        return left;
    }
}
