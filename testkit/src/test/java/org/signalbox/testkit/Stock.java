package org.signalbox.testkit;

import java.time.Duration;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes requests and answers them. */
@Workflow("stock")
class Stock {

    @Activity(maxAttempts = 1)
    interface Supplier {
        int deliver(int pieces);
    }

    static boolean broken;

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
        if (broken) {
            throw new IllegalStateException("broken");
        }
        left -= pieces;
        return left;
    }

    @Update
    int order(int pieces, WorkflowContext wf) {
        left = 0;
        left = wf.activity(Supplier.class).deliver(pieces);
        if (left > 100) {
            left = -1;
            wf.sleep(Duration.ofDays(1));
        }
        return left;
    }

    @Update
    void give(int pieces, WorkflowContext wf) {
        left = -1;
        wf.background(Supplier.class).deliver(1);
        throw new TerminalFailure("nothing is given away");
    }

    /** Gives up while the supplier is still at it. */
    @Update
    void lose(int pieces, WorkflowContext wf) {
        wf.promise(() -> wf.activity(Supplier.class).deliver(pieces));
        wf.sleep(Duration.ofSeconds(10));
        wf.promise(() -> wf.activity(Supplier.class).deliver(1));
        throw new TerminalFailure("patience");
    }

    @Update
    void nap(WorkflowContext wf) {
        wf.sleep(Duration.ofHours(1));
    }

    @Update
    int stubbornNap(WorkflowContext wf) {
        try {
            wf.sleep(Duration.ofHours(1));
            return 0;
        } catch (Cancelled e) {
            return -1;
        }
    }

    @Update
    int close(WorkflowContext wf) {
        wf.complete();
        return left;
    }

    @Validate("empty")
    void canEmpty() {
        left = 0;
    }

    @Update
    void empty() {
        left = 0;
    }

    @Signal
    void wait(WorkflowContext wf) {
        wf.sleep(Duration.ofHours(1));
    }

    @Signal
    void closeLater(WorkflowContext wf) {
        wf.sleep(Duration.ofHours(1));
        wf.complete();
    }

    @Query
    int left() {
        return left;
    }

    @Query
    boolean isMoreThan(int pieces) {
        return left > pieces;
    }
}
