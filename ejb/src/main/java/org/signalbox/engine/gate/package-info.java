/**
 * The only door to an instance. Every event, whoever brings it, becomes an {@link org.signalbox.engine.gate.Errand};
 * {@link org.signalbox.engine.gate.GroupCommit} lets errands that are ready at the same time share one transaction, and
 * {@link org.signalbox.engine.gate.TurnTransaction} is where that transaction begins: lock, decide, write, commit.
 */
@NullMarked
package org.signalbox.engine.gate;

import org.jspecify.annotations.NullMarked;
