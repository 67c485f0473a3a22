package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Unavailable;
import org.signalbox.core.turn.Causes;

/** What is told instead of a page that can't be shown. */
@Named
@RequestScoped
public class ProblemPage {

    /** Request attribute: more than the status says. */
    static final String DETAIL = "signalbox.detail";

    @Inject
    private HttpServletRequest request;

    public String title() {
        if (isAway()) {
            return "The database can't be reached";
        }
        return switch (status()) {
            case 403 -> "Not for you";
            case 404 -> "There is nothing here";
            case 405 -> "Not this way";
            default -> "This page can't be shown";
        };
    }

    public String detail() {
        if (isAway()) {
            return "Nothing is lost. Reload the page in a moment.";
        }
        return switch (status()) {
            case 403 ->
                request.getAttribute(DETAIL) instanceof String detail ? detail : "Your roles do not allow this.";
            case 404 -> "The address has a mistake, or what it led to has gone.";
            case 405 -> "The address works only with the button that leads to it.";
            default -> "The server's log tells more.";
        };
    }

    private int status() {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private boolean isAway() {
        Throwable failure = (@Nullable Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return failure != null && Causes.has(Unavailable.class, failure);
    }
}
