package org.signalbox.engine.gate;

/**
 * A transaction has locked an instance of a type whose turns run {@linkplain ConflictingTypes one at a time}, and does not have the
 * lane of that type. No code of an author has run in it. Its errands go back to the line, and now their lanes are known.
 */
final class OutOfLane extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfLane() {
        super("a turn of a conflicting type needs its lane");
    }
}
