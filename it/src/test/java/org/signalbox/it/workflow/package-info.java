/**
 * Workflows and activities as an author would write them, for the tests; a jar of their own in the {@code lib} of the EAR.
 */
@NullMarked
package org.signalbox.it.workflow;

import org.jspecify.annotations.NullMarked;
