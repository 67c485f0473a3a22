package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.operator.Export;
import org.signalbox.engine.operator.Overview;
import org.signalbox.web.security.Role;

/** Instances as files, to be replayed by tests of the code that is to be deployed next. */
@Path("")
@RequestScoped
@Produces(ExportResource.TYPE)
public class ExportResource {

    /** JSON, one object per line. */
    static final String TYPE = "application/x-ndjson";

    /** Of each of many instances, if the caller does not say how many events are wanted. */
    private static final long LATEST = 100;

    @Inject
    private Export export;

    @Inject
    private Overview overview;

    @Inject
    private Catalog catalog;

    @Context
    private UriInfo uri;

    private interface Content {
        void write(Writer out) throws IOException;
    }

    @GET
    @Path("instances/{id}/export")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response one(@PathParam("id") String id, @QueryParam("events") @Nullable String events) {
        WorkflowId known = overview.instance(Parameter.workflowId(id))
                .orElseThrow(
                        () -> new Failure(Problem.of(Reason.UNKNOWN_INSTANCE, "There is no instance '" + id + "'.")))
                .instance()
                .id();
        long latest = latest(events, Long.MAX_VALUE);
        return file("instance", out -> export.write(known, latest, out));
    }

    @GET
    @Path("exports/instances")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response many(@BeanParam InstanceParameters which, @QueryParam("events") @Nullable String events) {
        InstanceFilter filter = which.filter(uri, catalog);
        long latest = latest(events, LATEST);
        return file("instances", out -> export.write(filter, latest, out));
    }

    private static long latest(@Nullable String events, long standard) {
        return Parameter.number("events", events, standard, 0, Long.MAX_VALUE);
    }

    /** What fails on the way cuts the file off, which its reader sees. */
    private static Response file(String name, Content content) {
        StreamingOutput body = stream -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            content.write(out);
            out.flush();
        };
        return Response.ok(body, TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".jsonl\"")
                .build();
    }
}
