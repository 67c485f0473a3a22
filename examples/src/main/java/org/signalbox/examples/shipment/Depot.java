package org.signalbox.examples.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import org.signalbox.examples.shipment.OrderShipment.Approval;
import org.signalbox.examples.shipment.OrderShipment.Order;
import org.signalbox.examples.shipment.OrderShipment.Receipt;
import org.signalbox.examples.shipment.OrderShipment.Reservation;

/** Stands for the systems of a warehouse and a carrier: it only says in the server's log what it would do. */
@ApplicationScoped
class Depot implements Warehouse, Shipping {

    private static final System.Logger LOG = System.getLogger(Depot.class.getName());

    @Override
    public Reservation reserve(Order order) {
        LOG.log(System.Logger.Level.INFO, "Reserving {0} {1}", order.quantity(), order.product());
        return new Reservation("R-" + order.product());
    }

    @Override
    public void release(Reservation reservation) {
        LOG.log(System.Logger.Level.INFO, "Releasing {0}", reservation.number());
    }

    @Override
    public Receipt ship(Order order, Approval approval) {
        LOG.log(
                System.Logger.Level.INFO,
                "Shipping {0} {1}, approved by {2}",
                order.quantity(),
                order.product(),
                approval.by());
        return new Receipt("T-" + order.product(), false);
    }
}
