package org.signalbox.engine.gate;

/** The database refuses what an errand wants to store, again and again; waiting does not help. */
class Unstorable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unstorable(Throwable cause) {
        super("The database does not store it: " + cause.getMessage(), cause);
    }
}
