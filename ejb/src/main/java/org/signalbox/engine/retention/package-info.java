/**
 * What is kept for a time only, and then forgotten, little by little. {@link org.signalbox.engine.alarm.Alarm} calls;
 * {@link org.signalbox.engine.retention.RetentionTransaction} opens the transactions.
 */
@NullMarked
package org.signalbox.engine.retention;

import org.jspecify.annotations.NullMarked;
