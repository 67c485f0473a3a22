package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.web.security.AuditLog;

/**
 * What a button does: changes something, leaves a notice and sends the browser to a page, so that reloading that page does
 * not do it again. Open to operators only (web.xml).
 */
abstract class Action extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Notice notice;

    @Inject
    private transient Address address;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        AuditLog.LOG.used(
                String.valueOf(request.getRemoteUser()),
                request.getRemoteAddr(),
                request.getServletPath(),
                request.getParameter("id") == null ? "" : request.getParameter("id"));
        try {
            act(notice);
        } catch (Refused e) {
            notice.bad(String.valueOf(e.getMessage()));
        } catch (Unavailable e) {
            notice.bad("The database can't be reached at the moment; whether it was done is not known. Try again.");
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", next(address));
    }

    /** Does it and says what came of it. */
    abstract void act(Notice says);

    /** The page to show then. */
    abstract String next(Address addresses);
}
