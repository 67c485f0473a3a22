package org.signalbox.core.activity;

/** What a heartbeat is answered with. */
public enum HeartbeatResult {
    GO_ON,
    /** The workflow does not need the activity any more. */
    CANCELLED,
    /** The attempt is not the current one any more. */
    ENDED
}
