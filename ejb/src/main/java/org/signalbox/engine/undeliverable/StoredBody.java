package org.signalbox.engine.undeliverable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.payload.PayloadCodecs;

/** The body of a signal nobody could take, which may be anything, as bytes in the database. */
record StoredBody(StoredPayloads payloads, String owner) {

    /** Begins the text of what is no UTF-8; JSON never begins like that. */
    private static final String BASE64 = "\0base64,";

    byte[] encode(byte[] body) {
        Optional<String> utf8 = text(body).filter(t -> !t.startsWith(BASE64));
        String text = utf8.orElseGet(() -> BASE64 + Base64.getEncoder().encodeToString(body));
        String encoded = payloads.encode(text, owner);
        return encoded.equals(text) ? body : encoded.getBytes(StandardCharsets.UTF_8);
    }

    byte[] decode(byte[] stored) {
        Optional<String> encoded = text(stored).filter(PayloadCodecs::isEncoded);
        if (encoded.isEmpty()) {
            return stored;
        }
        String text = payloads.decode(encoded.get(), owner, "body of an undeliverable signal");
        return text.startsWith(BASE64)
                ? Base64.getDecoder().decode(text.substring(BASE64.length()))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
