/**
 * How payloads and durable fields become JSON and come back. Uses Jackson, nothing else of the project.
 */
@NullMarked
package org.signalbox.core.payload;

import org.jspecify.annotations.NullMarked;
