package org.signalbox.web.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;

/**
 * Refuses addresses that are no UTF-8 before they reach the resources: the container would log a stack trace for each, and
 * answer without a word.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class AddressFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isUtf8(request.getRequestURI()) && isUtf8(request.getQueryString())) {
            chain.doFilter(request, response);
        } else {
            Problem.of(Reason.MALFORMED, "The address is not percent-encoded UTF-8.")
                    .answer(response);
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
