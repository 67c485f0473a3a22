package org.signalbox.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A workflow that uses everything there is. */
@Workflow("shop")
class Shop {

    record Order(String product, int pieces) {}

    @Activity(startToClose = "PT30S", maxAttempts = 3, firstBackoff = "PT10S", backoffFactor = 2)
    interface Warehouse {
        void deliver(String product, int pieces);
    }

    private String owner = "nobody";
    private final List<Order> orders = new ArrayList<>();
    private int reports;

    @Start
    void open(String newOwner, WorkflowContext wf) {
        owner = newOwner;
        wf.every(Duration.ofDays(30), "report");
    }

    @Signal
    void order(Order order, WorkflowContext wf) {
        if (order.pieces() < 0) {
            throw new IllegalStateException("less than nothing of " + order.product());
        }
        orders.add(order);
        wf.background(Warehouse.class).deliver(order.product(), order.pieces());
    }

    @Signal
    void remindMe(WorkflowContext wf) {
        wf.after(Duration.ofHours(1), "reminder");
    }

    @Signal
    void forget(WorkflowContext wf) {
        wf.cancelTimer("reminder");
    }

    @OnTimer("reminder")
    void remind(WorkflowContext wf) {
        wf.background(Warehouse.class).deliver("reminder", 1);
    }

    @OnTimer("report")
    void report() {
        reports++;
    }

    @Signal
    void close(WorkflowContext wf) {
        wf.completeWith(orders.size());
    }

    @Signal
    void goBankrupt() {
        throw new TerminalFailure("no money");
    }

    @Query
    List<Order> orders() {
        return orders;
    }

    @Query
    String owner() {
        return owner;
    }

    @Query
    int reports() {
        return reports;
    }

    @Query
    int meddle() {
        return ++reports;
    }
}
