/**
 * Runs the code of an author once and says what it decided. Knows no database and no clock; the caller has opened the
 * transaction in which the author's own changes take part. Uses {@code catalog} and {@code payload}.
 */
@NullMarked
package org.signalbox.core.turn;

import org.jspecify.annotations.NullMarked;
