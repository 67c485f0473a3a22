package org.signalbox.engine.gate;

import java.util.Optional;
import org.signalbox.client.Receipt;

/**
 * What was accepted or held before under the id of something that comes now.
 *
 * @param reuse what is different now, fit for the sender; empty if it is a repetition
 */
record Earlier(Receipt receipt, Optional<String> reuse) {}
