package org.signalbox.client;

/**
 * The idempotency key of a signal or update, unique per workflow id and over its runs.
 *
 * @param value 1 to 200 characters, no control characters, no blank at either end
 */
public record SignalId(String value) {

    /** @throws IllegalArgumentException with a message fit for the sender, if the value is no signal id */
    public SignalId {
        Identifiers.check("signal id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
