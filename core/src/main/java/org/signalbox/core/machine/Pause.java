package org.signalbox.core.machine;

import java.time.Instant;

/** Since when nothing of a run is handled, who wanted that, and why. */
public record Pause(Instant since, Motive motive) {}
