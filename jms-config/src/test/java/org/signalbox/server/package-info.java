/** Tests of the server: its configuration, and a real one, started, asked, killed and started again. */
@NullMarked
package org.signalbox.server;

import org.jspecify.annotations.NullMarked;
