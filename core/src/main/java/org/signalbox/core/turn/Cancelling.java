package org.signalbox.core.turn;

/** How far a request to cancel has come where a line waits. */
public enum Cancelling {
    /** There is none, or the code has learnt of it. */
    NO,
    /** The code is to learn of it. */
    ASKED,
    /** The children it waits for have been asked to cancel; the code is to learn of it when they have ended. */
    PASSED_ON
}
