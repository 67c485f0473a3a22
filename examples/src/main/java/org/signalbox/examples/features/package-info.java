/**
 * One small workflow for each feature, as the manual shows it. They are not part of the EAR: they are there to be read, and
 * to be tested on the test kit. The package uses the author's API.
 */
@NullMarked
package org.signalbox.examples.features;

import org.jspecify.annotations.NullMarked;
