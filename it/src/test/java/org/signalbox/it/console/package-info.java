/**
 * The console of the running server, used in a real browser. {@link org.signalbox.it.console.InBrowser} is all that a test
 * class needs; {@link org.signalbox.it.console.Console} does what a person does.
 */
@NullMarked
package org.signalbox.it.console;

import org.jspecify.annotations.NullMarked;
