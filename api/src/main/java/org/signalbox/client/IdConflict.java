package org.signalbox.client;

/** What becomes of a start if the instance runs. */
public enum IdConflict {
    /** It is refused; a signal-with-start can't have this. */
    FAIL,
    /** The running one is what was wanted. */
    USE_EXISTING,
    /** The running one is terminated, and a new run begins, both in one transaction. */
    TERMINATE_EXISTING
}
