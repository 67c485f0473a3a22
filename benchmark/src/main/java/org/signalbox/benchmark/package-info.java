/**
 * The benchmark: a load driver in a process of its own, and the bare JDBC loop that the engine is compared with in the
 * same run on the same database. {@link org.signalbox.benchmark.Benchmark} tells the order of events.
 *
 * <p>The driver knows Signalbox as any sender does, by its queue; it reads tables and statistics of the database, and
 * starts the server through {@link org.signalbox.server.ServerProcess}. Its own transactions are the yardstick's only.
 */
@NullMarked
package org.signalbox.benchmark;

import org.jspecify.annotations.NullMarked;
