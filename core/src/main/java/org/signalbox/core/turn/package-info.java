/**
 * Runs the code of an author and says what it decided; a handler that waited is executed again from what was recorded
 * of it. Knows no database and no clock; the caller has opened the
 * transaction in which the author's own changes take part. Uses {@code catalog} and {@code payload}.
 */
@NullMarked
package org.signalbox.core.turn;

import org.jspecify.annotations.NullMarked;
