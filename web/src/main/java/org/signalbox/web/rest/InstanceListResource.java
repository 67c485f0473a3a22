package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Search;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.operator.Overview;
import org.signalbox.web.security.Role;

/** Finding and counting instances. */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InstanceListResource {

    @Inject
    private Overview overview;

    @Inject
    private Catalog catalog;

    @Context
    private UriInfo uri;

    /** How many instances there are. */
    public record Count(long count) {}

    @GET
    @Path("instances")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response list(
            @QueryParam("type") @Nullable String type,
            @QueryParam("status") @Nullable String status,
            @QueryParam("parked") @Nullable String parked,
            @QueryParam("prefix") @Nullable String prefix,
            @QueryParam(AttributeParameters.NAME) @Nullable String attribute,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        int rows = Parameter.limit(limit);
        List<InstanceView> found = overview.instances(filter(type, status, parked, prefix, after), rows + 1);
        return Answer.view(Page.of(
                found,
                rows,
                InstanceSummary::of,
                (shown, following) -> shown.instance().id().value()));
    }

    @GET
    @Path("counts/instances")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response count(
            @QueryParam("type") @Nullable String type,
            @QueryParam("status") @Nullable String status,
            @QueryParam("parked") @Nullable String parked,
            @QueryParam("prefix") @Nullable String prefix,
            @QueryParam(AttributeParameters.NAME) @Nullable String attribute) {
        return Answer.view(new Count(overview.count(filter(type, status, parked, prefix, null))));
    }

    @GET
    @Path("counts/undeliverable")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response countUndeliverable() {
        return Answer.view(new Count(overview.countUndeliverable()));
    }

    private InstanceFilter filter(
            @Nullable String type,
            @Nullable String status,
            @Nullable String parked,
            @Nullable String prefix,
            @Nullable String after) {
        Optional<String> workflow = Parameter.text("type", type);
        return new InstanceFilter(
                workflow,
                Parameter.status(status),
                Parameter.flag("parked", parked),
                Parameter.text("prefix", prefix),
                AttributeParameters.read(uri.getQueryParameters(), workflow, new Search(catalog)),
                Parameter.text("after", after));
    }
}
