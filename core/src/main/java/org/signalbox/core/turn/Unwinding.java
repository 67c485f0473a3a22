package org.signalbox.core.turn;

/** Thrown through the author's code to leave it where it waits, or where it can't go on. */
final class Unwinding extends Error {

    private static final long serialVersionUID = 1L;

    Unwinding() {
        super("The handler waits and will be executed again; this error must not be caught.", null, false, false);
    }
}
