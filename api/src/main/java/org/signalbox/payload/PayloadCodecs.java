package org.signalbox.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Codecs one after the other, and how what comes of them is told from what is not encoded: as text that begins with
 * {@code sbx1:}, the codecs with their keys in the order in which they were applied, and the bytes in Base64, for example
 * {@code sbx1:gzip,aes.k2:U2ln…}.
 *
 * <p>So payloads of former keys and codecs, of none at all, and new ones can be read side by side. Each codec's context is
 * {@code sbx1:}, the codecs before it, a colon and the owner: what stands in the header is authenticated as well.
 */
public final class PayloadCodecs {

    /** No codec is applied or known. */
    public static final PayloadCodecs NONE = new PayloadCodecs(List.of(), List.of());

    /** Begins an encoded payload. */
    public static final String MARK = "sbx1:";

    /** Begins a payload that is not encoded and would look as if it were. */
    public static final String PLAIN = MARK + ":";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private static final Pattern LABEL = Pattern.compile("(" + NAME + ")(?:\\.([A-Za-z0-9_-]{1,64}))?");

    /** So many codecs make sense; each may have to be undone for a sender who means no good. */
    private static final int MOST = 8;

    private final List<PayloadCodec> applied;
    private final Map<String, PayloadCodec> known = new TreeMap<>();

    /**
     * Makes a chain.
     *
     * @param applied in this order
     * @param known further ones, that are not applied but may have been
     * @throws IllegalArgumentException if two have one name, or one has a name that can't be used
     */
    public PayloadCodecs(List<PayloadCodec> applied, Collection<PayloadCodec> known) {
        this.applied = List.copyOf(applied);
        Stream.concat(applied.stream(), known.stream()).distinct().forEach(this::add);
    }

    private void add(PayloadCodec codec) {
        if (!NAME.matcher(codec.name()).matches()) {
            throw new IllegalArgumentException("'" + codec.name() + "' can't be the name of a codec; give a lower-case"
                    + " letter, then such letters, digits and hyphens.");
        }
        if (known.put(codec.name(), codec) != null) {
            throw new IllegalArgumentException("There are two codecs named '" + codec.name() + "'.");
        }
    }

    /** The names of those that are applied, in their order. */
    public List<String> applied() {
        return applied.stream().map(PayloadCodec::name).toList();
    }

    /** The names of those that can be undone. */
    public Set<String> known() {
        return Set.copyOf(known.keySet());
    }

    /** Whether that is what {@link #encode} gives, and not a plain payload, which would be JSON. */
    public static boolean isEncoded(String text) {
        return text.startsWith(MARK);
    }

    /**
     * Encodes a payload; one that no codec wants to change stays as it is, unless it looks as if it were encoded.
     *
     * @param owner what it is for: the workflow id of its instance
     */
    public String encode(String payload, String owner) {
        if (applied.isEmpty()) {
            return isEncoded(payload) ? PLAIN + payload : payload;
        }
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        List<String> labels = new ArrayList<>(applied.size());
        for (PayloadCodec codec : applied) {
            Optional<PayloadCodec.Encoded> encoded = codec.encode(bytes, context(labels, owner));
            if (encoded.isPresent()) {
                String key = encoded.get().key();
                labels.add(key.isEmpty() ? codec.name() : codec.name() + "." + key);
                bytes = encoded.get().bytes();
            }
        }
        if (labels.isEmpty()) {
            return isEncoded(payload) ? PLAIN + payload : payload;
        }
        return MARK + String.join(",", labels) + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    private static String context(List<String> before, String owner) {
        return MARK + String.join(",", before) + ":" + owner;
    }

    /**
     * Gives the payload back.
     *
     * @param text encoded or not
     * @param longest how many bytes the payload may have, in UTF-8
     * @throws UndecodablePayload telling what is missing or wrong
     */
    public String decode(String text, String owner, int longest) throws UndecodablePayload {
        if (!isEncoded(text)) {
            return text;
        }
        if (text.startsWith(PLAIN)) {
            return text.substring(PLAIN.length());
        }
        int end = text.indexOf(':', MARK.length());
        if (end < 0) {
            throw new UndecodablePayload("its header has no end");
        }
        List<String> labels = List.of(text.substring(MARK.length(), end).split(",", MOST + 1));
        if (labels.size() > MOST) {
            throw new UndecodablePayload("its header names more than " + MOST + " codecs");
        }
        byte[] bytes = bytes(text.substring(end + 1));
        for (int i = labels.size() - 1; i >= 0; i--) {
            bytes = decode(labels.get(i), bytes, context(labels.subList(0, i), owner), longest);
        }
        if (bytes.length > longest) {
            throw UndecodablePayload.tooLarge(longest);
        }
        return text(bytes);
    }

    private byte[] decode(String label, byte[] bytes, String context, int longest) throws UndecodablePayload {
        Matcher parts = LABEL.matcher(label);
        if (!parts.matches()) {
            throw new UndecodablePayload("its header names '" + label + "', which can't be a codec");
        }
        PayloadCodec codec = known.get(parts.group(1));
        if (codec == null) {
            throw new UndecodablePayload(
                    "it takes the codec '" + label + "', which is not known here; known are " + known.keySet()
                            + (parts.group(1).equals("aes") ? ". Add its keys (signalbox.payload.keys)." : "."));
        }
        String key = parts.group(2) == null ? "" : parts.group(2);
        try {
            return codec.decode(new PayloadCodec.Encoded(key, bytes), context, longest);
        } catch (RuntimeException e) {
            throw new UndecodablePayload("its codec '" + label + "' fails: " + e);
        }
    }

    private static byte[] bytes(String base64) throws UndecodablePayload {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UndecodablePayload("what follows its header is not Base64");
        }
    }

    private static String text(byte[] utf8) throws UndecodablePayload {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UndecodablePayload("decoded it is not UTF-8");
        }
    }
}
