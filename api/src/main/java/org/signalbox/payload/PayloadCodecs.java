package org.signalbox.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Of a plain fingerprint; nobody has a reason to look for two payloads that share one. */
    private static final int FINGERPRINT_BYTES = 16;

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
                labels.add(label(codec, encoded.get().key()));
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

    /**
     * A fingerprint of content, with which {@link #hasFingerprint} compares other content later: {@code :} and a SHA-256 if no
     * codec hides payloads, else codec, key, {@code :} and a keyed hash, for example {@code aes.k2:q83v…}.
     *
     * @param owner what the content is for: the workflow id of its instance
     * @return empty if a codec hides payloads and none makes a keyed hash
     */
    public Optional<String> fingerprint(byte[] content, String owner) {
        String context = fingerprintContext(owner);
        if (applied.stream().noneMatch(PayloadCodec::hidesContent)) {
            return Optional.of(":" + base64(sha256(content, context)));
        }
        return applied.stream()
                .flatMap(codec -> codec
                        .fingerprint(content, context, "")
                        .map(made -> label(codec, made.key()) + ":" + base64(made.bytes()))
                        .stream())
                .findFirst();
    }

    /** Whether it is the fingerprint of that content; empty if that can't be told, because its key is gone for example. */
    public Optional<Boolean> hasFingerprint(String fingerprint, byte[] content, String owner) {
        int end = fingerprint.indexOf(':');
        String wanted = fingerprint.substring(end + 1);
        String context = fingerprintContext(owner);
        if (end <= 0) {
            return Optional.of(base64(sha256(content, context)).equals(wanted));
        }
        Matcher parts = LABEL.matcher(fingerprint.substring(0, end));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String key = parts.group(2) == null ? "" : parts.group(2);
        return Optional.ofNullable(known.get(parts.group(1)))
                .flatMap(codec -> codec.fingerprint(content, context, key))
                .filter(made -> made.key().equals(key))
                .map(made -> base64(made.bytes()).equals(wanted));
    }

    private static String fingerprintContext(String owner) {
        return "fingerprint:" + owner;
    }

    private static byte[] sha256(byte[] content, String context) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((context.length() + ":" + context).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(content), FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String label(PayloadCodec codec, String key) {
        return key.isEmpty() ? codec.name() : codec.name() + "." + key;
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
