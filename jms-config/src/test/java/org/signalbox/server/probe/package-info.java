/** A small application that the tests deploy to look at the server from inside. It uses the server, nothing of ours. */
@NullMarked
package org.signalbox.server.probe;

import org.jspecify.annotations.NullMarked;
