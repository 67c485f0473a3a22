package org.signalbox.client;

/**
 * Names one attempt of an activity to whoever completes it from outside. It can't be guessed, and who has it may end the
 * attempt: hand it only to the system that does the work. The token of an earlier attempt completes the activity, too, while it
 * is open.
 *
 * @param value opaque; letters, digits, {@code -}, {@code _} and {@code .}
 */
public record ActivityToken(String value) {

    private static final int LONGEST = 2000;

    /** @throws IllegalArgumentException if the value can't be a token */
    public ActivityToken {
        if (value.length() > LONGEST || !value.matches("[\\w.-]+")) {
            throw new IllegalArgumentException("This is no token of an activity; take it as it was given, unchanged.");
        }
    }

    /** The token itself, so not for a log. */
    @Override
    public String toString() {
        return value;
    }
}
