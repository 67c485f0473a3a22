package org.signalbox.log;

/** Text of any origin, made harmless for a log. */
final class SafeText {

    private SafeText() {}

    /**
     * Control characters, escapes, and marks that change the direction of text are written as <code>\</code><code>u001b</code>. Each
     * line but the first is indented, unless it is a part of a stack trace, so that it can't be taken for the beginning of an entry.
     */
    static String of(String text) {
        int place = firstUnsafe(text);
        if (place < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 32).append(text, 0, place);
        for (int n = place; n < text.length(); n += Character.charCount(text.codePointAt(n))) {
            int sign = text.codePointAt(n);
            if (sign == '\n') {
                safe.append('\n');
                if (n + 1 < text.length() && !isContinued(text, n + 1)) {
                    safe.append('\t');
                }
            } else if (isUnsafe(sign)) {
                safe.append(String.format("\\u%04x", sign));
            } else {
                safe.appendCodePoint(sign);
            }
        }
        return safe.toString();
    }

    /** The newline at the end of an entry is none. */
    private static int firstUnsafe(String text) {
        for (int n = 0; n < text.length(); n += Character.charCount(text.codePointAt(n))) {
            int sign = text.codePointAt(n);
            if (sign == '\n' ? n + 1 < text.length() : isUnsafe(sign)) {
                return n;
            }
        }
        return -1;
    }

    private static boolean isContinued(String text, int begin) {
        char first = text.charAt(begin);
        return first == '\t' || first == ' ' || first == '\n' || text.startsWith("Caused by: ", begin);
    }

    /** Controls, escapes, marks of direction, what has no width, separators of lines. */
    private static boolean isUnsafe(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL -> sign != '\t' && sign != '\n';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
