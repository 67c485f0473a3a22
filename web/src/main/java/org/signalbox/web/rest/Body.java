package org.signalbox.web.rest;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;

/** The body of a call, kept no further than it may be long. */
final class Body {

    /** So that what is only somewhat too long is still read and kept as undeliverable. */
    private static final int LEAST_LIMIT = 8_000_000;

    private static final int MOST_BYTES_PER_CHARACTER = 4;

    private static final int MOST_DROPPED = 64_000_000;

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads it to its end.
     *
     * @param type of the content; only a body that is empty needs none
     * @param longestPayload in characters
     */
    static Body read(@Nullable InputStream stream, @Nullable MediaType type, int longestPayload) {
        int limit = (int) Math.min(
                Integer.MAX_VALUE - 16L, Math.max(LEAST_LIMIT, (long) longestPayload * MOST_BYTES_PER_CHARACTER));
        InputStream given = stream == null ? InputStream.nullInputStream() : stream;
        try {
            byte[] bytes = given.readNBytes(limit + 1);
            if (bytes.length > limit) {
                drop(given);
                throw new Failure(Problem.of(Reason.TOO_LARGE, "The body has more than " + limit + " bytes."));
            }
            if (bytes.length > 0 && !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
                throw new Failure(
                        Problem.of(415, "The body must be JSON, with the header Content-Type: application/json."));
            }
            return new Body(bytes);
        } catch (IOException e) {
            throw Parameter.malformed("The body can't be read to its end.");
        }
    }

    /**
     * What stayed unread would hold up the next calls of the same HTTP/2 connection. The server takes 10 MB at most unless it is
     * told otherwise; here is an end to it in any case.
     */
    private static void drop(InputStream stream) {
        byte[] buffer = new byte[65_536];
        try {
            for (int dropped = 0; dropped < MOST_DROPPED; ) {
                int read = stream.read(buffer);
                if (read < 0) {
                    return;
                }
                dropped += read;
            }
        } catch (IOException e) {
            RestLog.LOG.bodyCut(String.valueOf(e.getMessage()));
        }
    }

    Optional<byte[]> ifAny() {
        return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    }

    /** Empty if there is nothing but white space. */
    Optional<String> text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text).filter(t -> !t.isBlank());
        } catch (CharacterCodingException e) {
            throw new Failure(Problem.of(Reason.BAD_PAYLOAD, "The body is not UTF-8."));
        }
    }
}
