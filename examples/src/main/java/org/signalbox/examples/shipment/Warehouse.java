package org.signalbox.examples.shipment;

import org.signalbox.activity.Activity;
import org.signalbox.examples.shipment.OrderShipment.Order;
import org.signalbox.examples.shipment.OrderShipment.Reservation;

/** Where the goods lie. */
@Activity
interface Warehouse {

    Reservation reserve(Order order);

    void release(Reservation reservation);
}
