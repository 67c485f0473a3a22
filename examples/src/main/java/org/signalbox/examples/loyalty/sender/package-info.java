/**
 * A legacy system beside Signalbox: reads purchases from a CSV file, sends them over JMS to the loyalty example, and
 * checks over REST that each has been counted exactly once.
 *
 * <p>It runs in a process of its own and is in no EAR. It imports no other package of Signalbox: what it knows is the
 * contract of the JMS message, the REST interface and the terms of the loyalty programme. {@code PurchaseSender} is
 * where it begins; {@code PurchaseGenerator} made the file.
 */
@NullMarked
package org.signalbox.examples.loyalty.sender;

import org.jspecify.annotations.NullMarked;
