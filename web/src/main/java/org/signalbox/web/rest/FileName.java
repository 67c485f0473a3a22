package org.signalbox.web.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * The name of a file as a {@code Content-Disposition} (RFC 6266): with {@code filename*} for clients that know it, and in ASCII
 * for others. An id of which not all can be in the name adds a hash, so that two ids are two files.
 */
final class FileName {

    /** In UTF-8 four bytes each at most, and file systems take 255. */
    private static final int LONGEST = 50;

    private static final int HASH_BYTES = 4;

    private FileName() {}

    static String attachment(String name, String extension) {
        return "attachment; filename=\"" + name + extension + "\"";
    }

    static String attachment(String name, String id, String extension) {
        String utf8 = part(id, FileName::isSafe);
        return attachment(name + "-" + part(id, FileName::isPlain), extension) + "; filename*=UTF-8''"
                + URLEncoder.encode(name + "-" + utf8 + extension, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }

    private static String part(String id, IntPredicate fits) {
        StringBuilder part = new StringBuilder();
        id.codePoints().limit(LONGEST).map(c -> fits.test(c) ? c : '_').forEach(part::appendCodePoint);
        return part.toString().equals(id) ? id : part + "-" + hash(id);
    }

    private static boolean isPlain(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    /** Letters and digits of all scripts; nothing that a file system, or whoever reads the name, takes for something else. */
    private static boolean isSafe(int c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    private static String hash(String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
