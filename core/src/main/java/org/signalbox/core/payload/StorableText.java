package org.signalbox.core.payload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one definition of text that every database stores unchanged: no NUL character, and no half of a surrogate pair.
 * PostgreSQL refuses both; H2 stores them, so without this the same input would behave differently.
 *
 * <p>Text of a sender or an author is checked with {@link #problem} and refused. Text of our own, such as the message of an
 * exception, is made storable with {@link #of}. Identifiers have stricter rules of their own.
 */
public final class StorableText {

    /** Stands for a character that can't be stored. */
    public static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** Whether a text can be stored as it is. */
    public static boolean isStorable(String text) {
        return firstBad(text, 0) < 0;
    }

    /** What is wrong with a text, as the end of a sentence such as "Property 'x' contains …"; empty if it can be stored. */
    public static Optional<String> problem(String text) {
        int at = firstBad(text, 0);
        if (at < 0) {
            return Optional.empty();
        }
        String what = text.charAt(at) == '\0' ? "a NUL character" : "half of a surrogate pair";
        return Optional.of(what + " at position " + at + ", which can't be stored");
    }

    /** The text with U+FFFD in place of each character that can't be stored. */
    public static String of(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text);
        for (; bad >= 0; bad = firstBad(text, bad + 1)) {
            storable.setCharAt(bad, REPLACEMENT);
        }
        return storable.toString();
    }

    /** As {@link #of(String)}, cut to a number of characters; a cut text ends with an ellipsis. */
    public static String of(String text, int longest) {
        return text.length() > longest ? of(text.substring(0, longest - 1)) + "…" : of(text);
    }

    /** JSON with the same meaning that can be stored: halves of surrogate pairs, which stand in strings, as escapes. */
    static String escaped(String json) {
        int bad = firstBad(json, 0);
        if (bad < 0) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        int from = 0;
        for (; bad >= 0; bad = firstBad(json, bad + 1)) {
            escaped.append(json, from, bad).append("\\u%04x".formatted((int) json.charAt(bad)));
            from = bad + 1;
        }
        return escaped.append(json, from, json.length()).toString();
    }

    /**
     * The bytes of a text, from which nothing is lost: UTF-8, but half of a surrogate pair as the three bytes that UTF-8 does
     * not allow. Who decodes them strictly finds out that it is no UTF-8.
     */
    public static byte[] bytes(String text) {
        return hasHalf(text) ? bytesWithHalves(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasHalf(String text) {
        for (int i = firstBad(text, 0); i >= 0; i = firstBad(text, i + 1)) {
            if (text.charAt(i) != '\0') {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytesWithHalves(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                bytes.write(0xE0 | (c >> 12));
                bytes.write(0x80 | ((c >> 6) & 0x3F));
                bytes.write(0x80 | (c & 0x3F));
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** The position of the first character from there on that can't be stored; -1 if there is none. */
    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean whole = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!whole) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
