/**
 * The workflow that the benchmark sends its signals to. It goes into the server, as the only package of this module, in
 * {@code lib/} of a copy of the EAR; it uses the author's API and nothing else.
 */
@NullMarked
package org.signalbox.benchmark.workflow;

import org.jspecify.annotations.NullMarked;
