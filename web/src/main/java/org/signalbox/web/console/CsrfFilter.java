package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Lets what is not a GET through to the console only with the session's token. */
@WebFilter("/console/*")
public class CsrfFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Inject
    private transient CsrfToken token;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getParameter(CsrfToken.FIELD);
        if (READING.contains(request.getMethod()) || (given != null && token.isMatchedBy(given))) {
            chain.doFilter(request, response);
        } else {
            request.setAttribute(
                    ProblemPage.DETAIL, "The form is not of your session. Open the page again, then send it.");
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
