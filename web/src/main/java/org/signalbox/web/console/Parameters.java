package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What the address or the form of the request says. */
@Named
@RequestScoped
public class Parameters {

    @Inject
    private HttpServletRequest request;

    /** Empty text if it is not given. */
    public String text(String name) {
        String given = request.getParameter(name);
        return given == null ? "" : given.strip();
    }

    /** Empty if it is not given or empty text. */
    public Optional<String> ifGiven(String name) {
        return Optional.of(text(name)).filter(t -> !t.isEmpty());
    }

    /** The number given, or the standard if there is none that is one. */
    public long number(String name, long standard) {
        try {
            return ifGiven(name).map(Long::parseLong).orElse(standard);
        } catch (NumberFormatException e) {
            return standard;
        }
    }
}
