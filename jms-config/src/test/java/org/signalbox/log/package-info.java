/** Tests what the server writes into its log. */
@NullMarked
package org.signalbox.log;

import org.jspecify.annotations.NullMarked;
