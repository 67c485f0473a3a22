package org.signalbox.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Tells browsers what they must not do with any answer of this application.
 *
 * <p>Nothing but our own files is loaded, nothing runs inline, no other site may frame a page or learn its address, and
 * nothing is cached: what an answer shows may be personal. Only the files below {@code /assets} may be kept for a while.
 * The log-in page and the pages of errors are reached by the container's own forwards, before any other filter.
 */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR})
public class SecurityHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
                    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ALWAYS.forEach(response::setHeader);
        boolean asset = request.getServletPath().startsWith("/assets/");
        response.setHeader("Cache-Control", asset ? "max-age=3600" : "no-store");
        chain.doFilter(request, response);
    }
}
