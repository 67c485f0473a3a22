/**
 * The file in which instances leave a server: what it takes to execute their open lines again, and their journal. A pure
 * matter of text; {@link org.signalbox.core.export.Replay} tells whether other code would go on with them.
 */
@NullMarked
package org.signalbox.core.export;

import org.jspecify.annotations.NullMarked;
