package org.signalbox.engine.application;

import org.signalbox.client.Unavailable;

/** Other transactions are in the way again and again, such as one that holds a lock for long: it passes when they have ended. */
public class Contended extends Unavailable {

    private static final long serialVersionUID = 1L;

    public Contended(String message, Throwable cause) {
        super(message, cause);
    }

    /** If the message tells all that is known. */
    public Contended(String message) {
        this(message, new IllegalStateException("locked"));
    }
}
