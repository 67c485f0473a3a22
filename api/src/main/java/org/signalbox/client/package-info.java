/**
 * What a Java client inside the application uses, and the vocabulary of the answers that every door (JMS, REST, Java)
 * gives.
 *
 * <p>{@link org.signalbox.client.WorkflowClient} starts, signals, updates and queries instances, finds them, and ends
 * activities from outside; {@link org.signalbox.client.ScheduleClient} makes schedules. Both are injected. A request is a
 * record that says more by methods that give a copy: {@code SignalRequest.of("C-7", "purchase").with(purchase)}. What can't
 * be taken is told by {@link org.signalbox.client.Refused} or a {@link org.signalbox.client.Receipt}, each with a
 * {@link org.signalbox.client.Reason}.
 */
@NullMarked
package org.signalbox.client;

import org.jspecify.annotations.NullMarked;
