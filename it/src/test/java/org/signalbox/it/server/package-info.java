/**
 * The server under test and the ways in which a test talks to it: messages like any sender's, and the probe.
 *
 * <p>{@link org.signalbox.it.server.OnServer} is all that a test class needs. {@link
 * org.signalbox.it.server.TestArchive} and {@link org.signalbox.it.server.TestDatabase} are for tests that run servers of
 * their own.
 */
@NullMarked
package org.signalbox.it.server;

import org.jspecify.annotations.NullMarked;
