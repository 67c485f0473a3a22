package org.signalbox.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codec {@code aes}: AES-256 in Galois/Counter Mode, with a random nonce of 12 bytes in front and a tag of 16 bytes behind.
 *
 * <p>Encrypted is with a key of each context's own: the HMAC-SHA-256 of the context under the named key. So what is
 * encrypted for one instance can't be read as another one's, and the number of payloads that may be encrypted with random
 * nonces (2<sup>32</sup>) is that of one context and not of all together.
 *
 * <p>Several keys may be known, of which one encrypts: to change it, first make the new one known everywhere, then let it
 * encrypt; the former one is needed for as long as there are payloads that name it.
 */
public final class Encryption implements PayloadCodec {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;

    private final String active;
    private final Map<String, byte[]> keys = new TreeMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes the codec.
     *
     * @param active the id of the key that encrypts
     * @param keys all keys by their ids, each of 32 bytes
     * @throws IllegalArgumentException telling what is wrong, without telling a key
     */
    public Encryption(String active, Map<String, byte[]> keys) {
        if (!keys.containsKey(active)) {
            throw new IllegalArgumentException(
                    "The active key '" + active + "' is not among the keys " + keys.keySet() + ".");
        }
        keys.forEach((id, key) -> {
            if (id.isEmpty() || key.length != KEY_BYTES) {
                throw new IllegalArgumentException("Key '" + id + "' has " + key.length + " bytes; give it an id and "
                        + KEY_BYTES + " random bytes.");
            }
            this.keys.put(new Encoded(id, key).key(), key.clone());
        });
        this.active = active;
    }

    @Override
    public String name() {
        return "aes";
    }

    @Override
    public Optional<Encoded> encode(byte[] payload, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, active, context, nonce);
            byte[] sealed = ByteBuffer.allocate(NONCE_BYTES + payload.length + TAG_BITS / 8)
                    .put(nonce)
                    .put(cipher.doFinal(payload))
                    .array();
            return Optional.of(new Encoded(active, sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES/GCM", e);
        }
    }

    @Override
    public byte[] decode(Encoded encoded, String context, int longest) throws UndecodablePayload {
        if (!keys.containsKey(encoded.key())) {
            throw new UndecodablePayload("it is encrypted with the key '" + encoded.key()
                    + "', which is not known here; known are " + keys.keySet()
                    + ". Add that key (signalbox.payload.keys).");
        }
        byte[] bytes = encoded.bytes();
        if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new UndecodablePayload("it is too short to be encrypted with the key '" + encoded.key() + "'");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, encoded.key(), context, Arrays.copyOf(bytes, NONCE_BYTES));
            return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new UndecodablePayload("it was changed, or encrypted with another key than the '" + encoded.key()
                    + "' known here, or for something else than what it is with now");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES/GCM", e);
        }
    }

    /** The first 16 bytes of an HMAC-SHA-256 of the content, with a key of the context's own that encrypts nothing. */
    @Override
    public Optional<Encoded> fingerprint(byte[] content, String context, String key) {
        String used = key.isEmpty() ? active : key;
        if (!keys.containsKey(used)) {
            return Optional.empty();
        }
        try {
            byte[] own = hmac(key(used), ("fingerprint\n" + context).getBytes(StandardCharsets.UTF_8));
            return Optional.of(new Encoded(used, Arrays.copyOf(hmac(own, content), FINGERPRINT_BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private byte[] key(String id) {
        return Optional.ofNullable(keys.get(id)).orElseThrow();
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private Cipher cipher(int mode, String key, String context, byte[] nonce) throws GeneralSecurityException {
        byte[] own = hmac(key(key), context.getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(own, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
