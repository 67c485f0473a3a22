package org.signalbox.client;

/** What became of a signal, as far as it is known when the receipt is written. */
public enum Outcome {
    /** Durable in the inbox of its instance; earlier events are handled first. */
    ACCEPTED,
    /** Its handler has run and the effects are committed. */
    HANDLED,
    /** The signal id was seen before; the receipt carries what is known of the first. */
    DUPLICATE,
    /** Kept, because its instance does not exist yet. */
    HELD,
    /** Durable in the inbox of an instance whose author code keeps failing; it waits in order. */
    PARKED,
    /** Not for any instance; kept as undeliverable with the reason. */
    REJECTED
}
