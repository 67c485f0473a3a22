package org.signalbox.examples.shipment;

import java.time.Duration;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** An order that has to be approved within a day; until then it can be changed and cancelled. */
@Workflow("order-shipment")
class OrderShipment {

    record Order(String product, int quantity) {
        Order with(QuantityChange change) {
            return new Order(product, change.quantity());
        }
    }

    record QuantityChange(int quantity) {}

    record Approval(String by) {}

    record Reservation(String number) {}

    record Receipt(String tracking, boolean cancelled) {}

    private Order order = new Order("nothing", 0);
    private boolean cancelled;

    @Signal("approve")
    private final SignalChannel<Approval> approvals = new SignalChannel<>();

    @Run
    Receipt ship(Order newOrder, WorkflowContext wf) {
        order = newOrder;
        Reservation reservation = wf.activity(Warehouse.class).reserve(order);
        if (!wf.await(Duration.ofHours(24), () -> cancelled || !approvals.isEmpty())) {
            throw new TerminalFailure("nobody approved");
        }
        if (cancelled) {
            wf.activity(Warehouse.class).release(reservation);
            return new Receipt("none", true);
        }
        Approval approval = approvals.receive(wf);
        return wf.activity(Shipping.class).ship(order, approval);
    }

    @Signal
    void changeQuantity(QuantityChange change) {
        order = order.with(change);
    }

    @Signal
    void cancel() {
        cancelled = true;
    }

    @Query
    Order order() {
        return order;
    }
}
