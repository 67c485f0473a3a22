package org.signalbox.web.rest;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a call through only if its user has a role that the method names. A method that names none is closed to all.
 *
 * <p>What changes something must bring its credentials in the header {@code Authorization}, and must not come from a page
 * of another site. So neither the console's session nor a password that a browser remembers lets a foreign page act in the
 * user's name.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext call) {
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(PermitAll.class)) {
            return;
        }
        SecurityContext user = call.getSecurityContext();
        if (user.getUserPrincipal() == null) {
            call.abortWith(Unauthenticated.response());
            return;
        }
        refusal(method, user)
                .or(() -> READING.contains(call.getMethod()) ? Optional.empty() : foreign(call))
                .ifPresent(detail -> call.abortWith(
                        Problem.of(403, "FORBIDDEN", detail).response().build()));
    }

    private static Optional<String> refusal(Method method, SecurityContext user) {
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            return Optional.of("Nobody may do this.");
        }
        return Arrays.stream(roles.value()).anyMatch(user::isUserInRole)
                ? Optional.empty()
                : Optional.of("User '" + user.getUserPrincipal().getName()
                        + "' may not do this; it takes one of the roles " + Arrays.toString(roles.value()) + ".");
    }

    private static Optional<String> foreign(ContainerRequestContext call) {
        if (call.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            return Optional.of(
                    "A call that changes something needs the header Authorization; a session is not enough.");
        }
        String origin = call.getHeaderString("Origin");
        String site = call.getHeaderString("Sec-Fetch-Site");
        boolean otherOrigin = origin != null && !origin.equals(origin(call));
        boolean otherSite = site != null && !Set.of("same-origin", "none").contains(site);
        return otherOrigin || otherSite ? Optional.of("A page of another site may not do this.") : Optional.empty();
    }

    private static String origin(ContainerRequestContext call) {
        return call.getUriInfo().getBaseUri().getScheme() + "://"
                + call.getUriInfo().getBaseUri().getRawAuthority();
    }
}
