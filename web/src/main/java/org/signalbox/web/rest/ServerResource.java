package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.signalbox.engine.operator.ServerList;
import org.signalbox.web.security.Role;

/** Which servers share the work, and how. */
@Path("servers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServerResource {

    @Inject
    private ServerList servers;

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response all() {
        return Answer.view(ServerView.All.of(servers.here(), servers.all()));
    }
}
