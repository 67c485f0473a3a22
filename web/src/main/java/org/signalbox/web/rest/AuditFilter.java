package org.signalbox.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Set;
import org.signalbox.web.security.AuditLog;

/** Logs who changed something or took data out, and who was refused. */
@Provider
public class AuditFilter implements ContainerResponseFilter {

    private static final int FORBIDDEN = 403;
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<Class<?>> EXPORTS = Set.of(ExportResource.class, ExportListResource.class);
    private static final Set<Class<?>> SENDING =
            Set.of(SignalResource.class, SignalsResource.class, KeyedSignalResource.class, UpdateResource.class);

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext call, ContainerResponseContext answer) {
        Principal user = call.getSecurityContext().getUserPrincipal();
        Class<?> type = resource.getResourceClass();
        boolean refused = answer.getStatus() == FORBIDDEN;
        if (user == null || type == null) {
            return;
        }
        String path = call.getUriInfo().getRequestUri().getRawPath();
        if (SENDING.contains(type) && !refused) {
            AuditLog.LOG.sent(user.getName(), request.getRemoteAddr(), call.getMethod(), path, answer.getStatus());
        } else if (refused || EXPORTS.contains(type) || !READING.contains(call.getMethod())) {
            AuditLog.LOG.called(user.getName(), request.getRemoteAddr(), call.getMethod(), path, answer.getStatus());
        }
    }
}
