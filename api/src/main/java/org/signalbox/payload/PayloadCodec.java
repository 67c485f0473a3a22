package org.signalbox.payload;

import java.util.Optional;

/**
 * Changes how payloads look where they are kept, and back.
 *
 * <p>An application brings its own as a CDI bean of the EAR and names it in {@code signalbox.payload.codecs}. It is called by
 * many threads at a time, within transactions, several times per signal: it must be quick, and must not wait for others.
 * What was encoded must stay decodable for as long as rows are kept that hold it.
 */
public interface PayloadCodec {

    /** What it is known by in stored payloads; never to be changed. A lower-case letter, then such letters, digits and hyphens. */
    String name();

    /**
     * Encodes a payload.
     *
     * @param context what the payload belongs to, different for different instances; a codec that authenticates should include
     *     it, so that an encoded payload can't be moved elsewhere
     * @return empty if this payload is better left as it is
     */
    Optional<Encoded> encode(byte[] payload, String context);

    /**
     * Decodes what {@link #encode} made in the same context.
     *
     * @param longest how many bytes may come of it; to be observed before they are in memory
     * @throws UndecodablePayload if it can't be done, or not now
     */
    byte[] decode(Encoded encoded, String context, int longest) throws UndecodablePayload;

    /**
     * Whether a reader of what this codec makes can't see the payload in it. For such a codec the engine stores no plain hash
     * of a payload, since short payloads could be guessed from it.
     */
    default boolean hidesContent() {
        return true;
    }

    /**
     * Makes a keyed hash, by which the engine recognises a repeated payload without storing it readably. The same content,
     * context and key give the same bytes. Without the key nobody can check a guess.
     *
     * <p>A codec that {@linkplain #hidesContent hides content} and makes none still works: the engine then compares
     * repetitions by kind and name only.
     *
     * @param context what the content belongs to, different for different instances
     * @param key the id of the key to use, or empty text for the key that encodes now
     * @return the hash with the id of the key that made it; empty if this codec makes none, or does not have the key
     */
    default Optional<Encoded> fingerprint(byte[] content, String context, String key) {
        return Optional.empty();
    }

    /**
     * What became of a payload.
     *
     * @param key the id of the key that it takes to decode it; empty text for none. Letters, digits, hyphens, underscores; at
     *     most 64 of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, and never compared
    record Encoded(String key, byte[] bytes) {

        public Encoded {
            if (!key.matches("[A-Za-z0-9_-]{0,64}")) {
                throw new IllegalArgumentException("'" + key
                        + "' can't be the id of a key; give letters, digits, hyphens and underscores, at most 64.");
            }
        }
    }
}
