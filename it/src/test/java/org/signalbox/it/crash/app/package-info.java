/** Workflows that go into the server with the engine and end its process at chosen points. */
@NullMarked
package org.signalbox.it.crash.app;

import org.jspecify.annotations.NullMarked;
