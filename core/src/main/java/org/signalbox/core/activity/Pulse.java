package org.signalbox.core.activity;

/** What a heartbeat learns. */
public enum Pulse {
    GO_ON,
    /** The workflow has no more use for it. */
    CANCELLED,
    /** The attempt is not the running one any more. */
    OVER
}
