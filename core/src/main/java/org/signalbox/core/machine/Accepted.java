package org.signalbox.core.machine;

import java.util.Optional;

/**
 * What is remembered of the first one that was accepted under an id.
 *
 * @param name of the signal or update, or the type of the workflow
 * @param fingerprint of what was sent; empty if none can be made, or it was accepted by a version that made none
 */
public record Accepted(Event.Kind kind, String name, Optional<String> fingerprint) {}
