package org.signalbox.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * A request whose header {@code Idempotency-Key} is read as UTF-8, so that an id is the same one over HTTP as over JMS. The
 * container makes a character of each byte.
 */
final class IdempotencyKey extends HttpServletRequestWrapper {

    static final String HEADER = "Idempotency-Key";

    private static final char LAST_BYTE = 0xFF;

    IdempotencyKey(HttpServletRequest request) {
        super(request);
    }

    /** What is wrong with the header; empty if it is right or there is none. */
    static Optional<String> complaint(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders(HEADER));
        if (given.size() > 1) {
            return Optional.of("The header " + HEADER + " is given " + given.size() + " times; give it once.");
        }
        return given.stream().anyMatch(key -> utf8(key).isEmpty())
                ? Optional.of("The header " + HEADER + " is not UTF-8. Send the id as UTF-8 bytes.")
                : Optional.empty();
    }

    @Override
    public String getHeader(String name) {
        String header = super.getHeader(name);
        return header != null && HEADER.equalsIgnoreCase(name) ? utf8(header).orElse(header) : header;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return HEADER.equalsIgnoreCase(name)
                ? Collections.enumeration(Collections.list(super.getHeaders(name)).stream()
                        .map(header -> utf8(header).orElse(header))
                        .toList())
                : super.getHeaders(name);
    }

    /** Empty if the bytes are no UTF-8. */
    static Optional<String> utf8(String header) {
        if (header.chars().anyMatch(c -> c > LAST_BYTE)) {
            return Optional.of(header);
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
