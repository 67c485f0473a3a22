/** The console without a server. */
@NullMarked
package org.signalbox.web.console;

import org.jspecify.annotations.NullMarked;
