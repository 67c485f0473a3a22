package org.signalbox.web.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;

/**
 * Refuses addresses that are no UTF-8 or would be cut, and headers that can't be read, before they reach the resources: the
 * container would log a stack trace for each, take a part, or answer without a word.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class HeadFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Pattern LIST = Pattern.compile(",");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isUtf8(request.getRequestURI()) || !isUtf8(request.getQueryString())) {
            refuse("The address is not percent-encoded UTF-8.", response);
        } else if (request.getRequestURI().indexOf(';') >= 0) {
            refuse("The path has a ';', which would end the name or id before it. Write it as %3B.", response);
        } else if (!areTypes(Stream.ofNullable(request.getHeader("Content-Type")))) {
            refuse("The header Content-Type names no type, as application/json would.", response);
        } else if (!areTypes(Stream.ofNullable(request.getHeader("Accept")).flatMap(LIST::splitAsStream))) {
            refuse("The header Accept names no types, as application/json would.", response);
        } else {
            Optional<String> wrongKey = IdempotencyKey.complaint(request);
            if (wrongKey.isPresent()) {
                refuse(wrongKey.get(), response);
            } else {
                chain.doFilter(new IdempotencyKey(request), response);
            }
        }
    }

    private static void refuse(String why, HttpServletResponse response) throws IOException {
        Problem.of(Reason.MALFORMED, why).answer(response);
    }

    private static boolean areTypes(Stream<String> types) {
        try {
            types.forEach(MediaType::valueOf);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isUtf8(@Nullable String encoded) {
        if (encoded == null) {
            return true;
        }
        try {
            // a character for each byte, so that nothing is lost before it is looked at
            String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return false;
        }
    }
}
