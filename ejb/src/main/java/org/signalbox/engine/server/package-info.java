/**
 * The servers that share one database. {@link org.signalbox.engine.server.ThisServer} has the name of this one, counts what it does, and
 * claims the name: two living servers can't have the same one. {@link org.signalbox.engine.server.ServerStore} keeps what each server
 * last wrote. Nothing here needs a transaction.
 */
@NullMarked
package org.signalbox.engine.server;

import org.jspecify.annotations.NullMarked;
