package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.machine.Motive;
import org.signalbox.web.security.Role;

/** Who looks at the page. */
@Named
@RequestScoped
public class Visitor {

    @Inject
    private HttpServletRequest request;

    /** Empty text before log-in. */
    public String name() {
        Principal user = request.getUserPrincipal();
        return user == null ? "" : user.getName();
    }

    public List<String> roles() {
        return Stream.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN, Role.SENDER, Role.WORKER)
                .filter(request::isUserInRole)
                .toList();
    }

    /** Who wants something, and why. */
    Motive wanting(String reason) {
        try {
            return new Motive(Optional.of(name()), Optional.of(reason));
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Whether buttons are shown; that they work is decided in web.xml. */
    public boolean mayChange() {
        return request.isUserInRole(Role.OPERATOR) || request.isUserInRole(Role.ADMIN);
    }
}
