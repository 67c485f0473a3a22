/**
 * Instances as rows: the row lock that orders everything that happens to one instance, and its state. Takes part in the
 * transaction of its caller and opens none.
 */
@NullMarked
package org.signalbox.engine.instance;

import org.jspecify.annotations.NullMarked;
