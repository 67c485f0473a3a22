/**
 * What the author of a workflow writes with: a plain class with {@link org.signalbox.workflow.Workflow @Workflow}
 * whose non-transient fields are the durable state of one instance, and whose annotated methods are called once per
 * event, one after the other.
 *
 * <p>A handler may wait, by {@link org.signalbox.workflow.WorkflowContext}: it is then executed again, with what was
 * recorded of it, when what it waits for has come. The {@link org.signalbox.workflow.Run @Run} method tells a whole run in this way;
 * {@link org.signalbox.workflow.SignalChannel} brings it signals as data.
 *
 * <p>The engine opens the transaction; a handler runs inside it. Fields, journal, activities, timers and the changes
 * made through the author's own {@code EntityManager} on the same data source commit together or not at all.
 */
@NullMarked
package org.signalbox.workflow;

import org.jspecify.annotations.NullMarked;
