package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.operator.Export;
import org.signalbox.engine.operator.Overview;
import org.signalbox.web.security.Role;

/** An instance as a file, to be replayed by tests of the code that is to be deployed next. */
@Path("instances/{id}")
@RequestScoped
@Produces(Lines.TYPE)
public class ExportResource {

    @Inject
    private Export export;

    @Inject
    private Overview overview;

    @GET
    @Path("export")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response export(@PathParam("id") String id, @QueryParam("events") @Nullable String events) {
        WorkflowId known = overview.instance(Parameter.workflowId(id))
                .orElseThrow(
                        () -> new Failure(Problem.of(Reason.UNKNOWN_INSTANCE, "There is no instance '" + id + "'.")))
                .instance()
                .id();
        long latest = Parameter.number("events", events, Long.MAX_VALUE, 0, Long.MAX_VALUE);
        return Lines.file(
                FileName.attachment("instance", known.value(), Lines.EXTENSION),
                out -> export.write(known, latest, out));
    }
}
