/** The broker plugin in an Artemis inside the tests. */
@NullMarked
package org.signalbox.broker;

import org.jspecify.annotations.NullMarked;
