/**
 * How payloads and durable fields become JSON and come back. Uses Jackson, and of the project the
 * author's {@code SignalChannel}, which is part of the fields.
 */
@NullMarked
package org.signalbox.core.payload;

import org.jspecify.annotations.NullMarked;
