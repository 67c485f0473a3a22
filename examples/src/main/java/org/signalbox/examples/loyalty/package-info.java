/**
 * Event aggregation: one instance per customer counts the customer's purchases, and tells the customer of each new
 * level and, every 30 days, of the status.
 *
 * <p>Read {@link org.signalbox.examples.loyalty.Loyalty} first. The engine opens the transactions and calls the
 * classes by reflection, so nothing here is public. The package uses the author's API, CDI and Jakarta Mail.
 */
@NullMarked
package org.signalbox.examples.loyalty;

import org.jspecify.annotations.NullMarked;
