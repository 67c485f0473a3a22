/**
 * Which workflows and activities there are, read once from the annotated classes; everything wrong with a class is
 * found here, at deployment, and told all at once. Uses {@code payload}.
 */
@NullMarked
package org.signalbox.core.catalog;

import org.jspecify.annotations.NullMarked;
