package org.signalbox.web.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.signalbox.web.rest.Unauthenticated;

/**
 * Where the container leads who must log in: a browser gets the form. A program that called the REST interface with a
 * wrong password comes here too, and gets an answer it understands.
 */
@WebServlet({LogIn.PAGE, LogIn.FAILED})
public class LogIn extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final String PAGE = "/login";
    static final String FAILED = "/login-failed";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        if (asked instanceof String uri && uri.startsWith(request.getContextPath() + "/api/")) {
            forget(request.getSession(false));
            Unauthenticated.answer(response);
        } else if (request.getUserPrincipal() != null) {
            response.sendRedirect(request.getContextPath() + "/console/home");
        } else {
            request.setAttribute("failed", request.getServletPath().equals(FAILED));
            request.getRequestDispatcher("/pages/log-in").forward(request, response);
        }
    }

    /** The container keeps the call for after the log-in, which a program never does. */
    private static void forget(@Nullable HttpSession session) {
        if (session != null && session.isNew()) {
            session.invalidate();
        }
    }
}
