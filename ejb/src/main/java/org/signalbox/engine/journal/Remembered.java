package org.signalbox.engine.journal;

import org.signalbox.client.Receipt;
import org.signalbox.core.machine.Accepted;

/** What is known of the first one that was accepted or held under an id. */
public record Remembered(Receipt receipt, Accepted accepted) {}
