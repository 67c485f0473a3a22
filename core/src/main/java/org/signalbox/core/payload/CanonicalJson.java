package org.signalbox.core.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Bytes that are the same for all ways to write the same JSON value, to be hashed. Without meaning are: white space, the order of
 * an object's properties, escapes in texts, and the notation of numbers ({@code 1}, {@code 1.0} and {@code 10e-1} are equal).
 *
 * <p>It takes linear time: an object that becomes longer than {@value #LONGEST_INLINE} bytes is replaced by its hash, so that the
 * objects around it do not sort its bytes again. Text that is no JSON counts as it is.
 */
public final class CanonicalJson {

    private static final int LONGEST_INLINE = 256;

    private static final int LONGEST_LONG = 17;

    private byte[] bytes = new byte[512];
    private int length;

    private record Member(String name, int from, int to) {}

    private CanonicalJson() {}

    public static byte[] of(String json) {
        try (JsonParser in = Json.parser(json)) {
            CanonicalJson canonical = new CanonicalJson();
            canonical.value(in.nextToken(), in);
            if (in.nextToken() == null) {
                return Arrays.copyOf(canonical.bytes, canonical.length);
            }
        } catch (IOException | BadPayload e) {
            return asItIs(json);
        }
        return asItIs(json);
    }

    private static byte[] asItIs(String text) {
        return ("?" + text).getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonToken token, JsonParser in) throws IOException {
        if (token == null) {
            throw new BadPayload("There is no value.");
        }
        switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                put('[');
                for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    value(next, in);
                }
                put(']');
            }
            case VALUE_STRING -> {
                put('"');
                text(in.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getText());
            default -> put(token.asString().charAt(0));
        }
    }

    private void object(JsonParser in) throws IOException {
        int begin = length;
        put('{');
        List<Member> members = new ArrayList<>();
        boolean sorted = true;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            int from = length;
            text(name);
            value(in.nextToken(), in);
            sorted &= members.isEmpty() || members.get(members.size() - 1).name.compareTo(name) <= 0;
            members.add(new Member(name, from, length));
        }
        if (!sorted) {
            sort(members, begin + 1);
        }
        put('}');
        if (length - begin > LONGEST_INLINE) {
            byte[] hash = hash(begin);
            length = begin;
            put('#');
            put(hash, 0, hash.length);
        }
    }

    private void sort(List<Member> members, int begin) {
        byte[] unsorted = Arrays.copyOfRange(bytes, begin, length);
        members.sort(Comparator.comparing(Member::name));
        length = begin;
        members.forEach(m -> put(unsorted, m.from - begin, m.to - m.from));
    }

    private byte[] hash(int begin) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, begin, length - begin);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ascii(Integer.toString(utf8.length));
        put(':');
        put(utf8, 0, utf8.length);
    }

    /** All digits without zeros at either end, and the exponent that belongs to them; never as a number, which may be huge. */
    private void number(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = e < 0 ? text : text.substring(0, e);
        boolean negative = mantissa.startsWith("-");
        int point = mantissa.indexOf('.');
        String digits = mantissa.substring(negative ? 1 : 0, point < 0 ? mantissa.length() : point)
                + (point < 0 ? "" : mantissa.substring(point + 1));
        int begin = 0;
        while (begin < digits.length() && digits.charAt(begin) == '0') {
            begin++;
        }
        if (begin == digits.length()) {
            ascii("0;");
            return;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        long shift = (digits.length() - end) - (point < 0 ? 0L : mantissa.length() - point - 1L);
        ascii(negative ? "0-" : "0+");
        ascii(digits.substring(begin, end));
        put('e');
        ascii(plus(e < 0 ? "0" : text.substring(e + 1), shift));
        put(';');
    }

    private static String plus(String exponent, long shift) {
        String plain = exponent.startsWith("+") ? exponent.substring(1) : exponent;
        return plain.length() <= LONGEST_LONG
                ? Long.toString(Long.parseLong(plain) + shift)
                : new BigInteger(plain).add(BigInteger.valueOf(shift)).toString();
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char ascii) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) ascii;
    }

    private void put(byte[] from, int begin, int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(from, begin, bytes, length, count);
        length += count;
    }
}
