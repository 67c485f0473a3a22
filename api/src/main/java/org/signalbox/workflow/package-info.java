/**
 * What the author of a workflow writes with: a plain class with {@link org.signalbox.workflow.Workflow @Workflow}
 * whose non-transient fields are the durable state of one instance, and whose annotated methods are called once per
 * event, one after the other.
 *
 * <p>A handler may wait, by {@link org.signalbox.workflow.WorkflowContext}: it is then executed again, with what was
 * recorded of it, when what it waits for has come. The {@link org.signalbox.workflow.Run @Run} method tells a whole run in this way;
 * {@link org.signalbox.workflow.SignalChannel} brings it signals as data.
 *
 * <table>
 *   <caption>What is where</caption>
 *   <tr><td>{@link org.signalbox.workflow.Start}, {@link org.signalbox.workflow.Run}</td><td>how a run begins</td></tr>
 *   <tr><td>{@link org.signalbox.workflow.Signal}, {@link org.signalbox.workflow.Update},
 *       {@link org.signalbox.workflow.OnTimer}</td><td>handlers of events</td></tr>
 *   <tr><td>{@link org.signalbox.workflow.Query}, {@link org.signalbox.workflow.SearchAttribute}</td>
 *       <td>what others can see</td></tr>
 *   <tr><td>{@link org.signalbox.workflow.Promise}, {@link org.signalbox.workflow.Choice},
 *       {@link org.signalbox.workflow.Compensation}</td><td>several things at a time, and undoing them</td></tr>
 *   <tr><td>{@link org.signalbox.workflow.TerminalFailure} and those that extend it</td><td>failures that are
 *       decisions; all others are retried</td></tr>
 * </table>
 *
 * <p>The engine opens the transaction; a handler runs inside it. Fields, journal, activities, timers and the changes
 * made through the author's own {@code EntityManager} on the same data source commit together or not at all.
 *
 * <p>The manual is {@code docs/manual.md} of the project, with a tutorial and one small example for each feature.
 */
@NullMarked
package org.signalbox.workflow;

import org.jspecify.annotations.NullMarked;
