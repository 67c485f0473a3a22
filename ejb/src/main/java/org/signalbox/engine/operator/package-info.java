/**
 * What operators, the REST interface and Java clients may see and do: read views without locks, and operations that go
 * through the gate. {@link org.signalbox.engine.operator.Overview} and {@link org.signalbox.engine.operator.Repair} begin
 * their own transactions.
 */
@NullMarked
package org.signalbox.engine.operator;

import org.jspecify.annotations.NullMarked;
