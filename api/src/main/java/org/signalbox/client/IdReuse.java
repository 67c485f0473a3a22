package org.signalbox.client;

/** Whether a start may begin a new run of an instance that has ended. */
public enum IdReuse {
    /** Whatever became of the last run. */
    ALLOWED,
    /** Unless the last run completed. */
    AFTER_FAILURE,
    /** Never: there is one run per workflow id. */
    REJECTED
}
