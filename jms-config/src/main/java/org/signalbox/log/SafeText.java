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
        for (int n = place; n < text.length(); n++) {
            char sign = text.charAt(n);
            if (sign == '\n') {
                safe.append(sign);
                if (n + 1 < text.length() && !isContinued(text, n + 1)) {
                    safe.append('\t');
                }
            } else if (isUnsafe(sign)) {
                safe.append(String.format("\\u%04x", (int) sign));
            } else {
                safe.append(sign);
            }
        }
        return safe.toString();
    }

    /** The newline at the end of an entry is none. */
    private static int firstUnsafe(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) == '\n' ? n + 1 < text.length() : isUnsafe(text.charAt(n))) {
                return n;
            }
        }
        return -1;
    }

    private static boolean isContinued(String text, int begin) {
        char first = text.charAt(begin);
        return first == '\t' || first == ' ' || first == '\n' || text.startsWith("Caused by: ", begin);
    }

    private static boolean isUnsafe(char sign) {
        if (sign < 0x20) {
            return sign != '\t' && sign != '\n';
        }
        return (sign >= 0x7f && sign <= 0x9f)
                || sign == 0x061c // Arabic letter mark
                || (sign >= 0x200b && sign <= 0x200f) // without width; left-to-right and right-to-left mark
                || (sign >= 0x2028 && sign <= 0x202e) // separators of lines and paragraphs; embeddings, overrides
                || (sign >= 0x2060 && sign <= 0x206f) // isolates
                || sign == 0xfeff
                || (sign >= 0xfff9 && sign <= 0xfffb);
    }
}
