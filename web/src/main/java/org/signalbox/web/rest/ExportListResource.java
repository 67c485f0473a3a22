package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.operator.Export;
import org.signalbox.web.security.Role;

/** Many instances as one file. */
@Path("exports/instances")
@RequestScoped
@Produces(Lines.TYPE)
public class ExportListResource {

    /** Of each instance, if the caller does not say how many events are wanted. */
    private static final long LATEST = 100;

    @Inject
    private Export export;

    @Inject
    private Catalog catalog;

    @Context
    private UriInfo uri;

    @GET
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response export(@BeanParam InstanceParameters which, @QueryParam("events") @Nullable String events) {
        InstanceFilter filter = which.filter(uri, catalog);
        long latest = Parameter.number("events", events, LATEST, 0, Long.MAX_VALUE);
        return Lines.file(FileName.attachment("instances", Lines.EXTENSION), out -> export.write(filter, latest, out));
    }
}
