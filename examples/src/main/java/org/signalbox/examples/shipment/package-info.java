/**
 * Process alteration: an order is changed and cancelled by signals while it waits for its approval. The example of the
 * tutorial.
 *
 * <p>Read {@link org.signalbox.examples.shipment.OrderShipment} first. The package uses the author's API and CDI.
 */
@NullMarked
package org.signalbox.examples.shipment;

import org.jspecify.annotations.NullMarked;
