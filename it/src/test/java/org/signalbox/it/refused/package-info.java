/** What no server takes: deployed by a test that reads why. */
@NullMarked
package org.signalbox.it.refused;

import org.jspecify.annotations.NullMarked;
