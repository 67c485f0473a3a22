package org.signalbox.examples.shipment;

import org.signalbox.activity.Activity;
import org.signalbox.examples.shipment.OrderShipment.Approval;
import org.signalbox.examples.shipment.OrderShipment.Order;
import org.signalbox.examples.shipment.OrderShipment.Receipt;

/** Who brings the goods. */
@Activity(startToClose = "PT30S", maxAttempts = 3)
interface Shipping {

    Receipt ship(Order order, Approval approval);
}
