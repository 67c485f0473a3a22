/** How the server writes lines of its log. WildFly loads it as a formatter (log.cli). Uses nothing of Signalbox. */
@NullMarked
package org.signalbox.log;

import org.jspecify.annotations.NullMarked;
