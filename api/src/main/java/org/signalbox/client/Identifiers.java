package org.signalbox.client;

/** What all identities that come from outside have in common. */
final class Identifiers {

    private static final int LONGEST = 200;

    private Identifiers() {}

    static void check(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " is empty; give 1 to " + LONGEST + " characters.");
        }
        if (value.length() > LONGEST) {
            throw new IllegalArgumentException("The " + what + " has " + value.length() + " characters; at most "
                    + LONGEST + " are allowed. It begins with '" + value.substring(0, 20) + "'.");
        }
        if (!value.equals(value.strip())) {
            throw new IllegalArgumentException("The " + what + " '" + value.strip() + "' begins or ends with a blank.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The " + what + " contains a control character.");
        }
        if (hasLoneSurrogate(value)) {
            throw new IllegalArgumentException("The " + what + " is not well-formed Unicode.");
        }
    }

    private static boolean hasLoneSurrogate(String value) {
        return value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
