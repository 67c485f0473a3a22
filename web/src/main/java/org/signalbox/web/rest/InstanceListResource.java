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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
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
            @BeanParam InstanceParameters which,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        int rows = Parameter.limit(limit);
        List<InstanceView> found =
                overview.instances(which.filter(uri, catalog).after(Parameter.text("after", after)), rows + 1);
        return Answer.view(Page.of(
                found,
                rows,
                InstanceSummary::of,
                (shown, following) -> shown.instance().id().value()));
    }

    @GET
    @Path("counts/instances")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response count(@BeanParam InstanceParameters which) {
        return Answer.view(new Count(overview.count(which.filter(uri, catalog))));
    }

    @GET
    @Path("counts/undeliverable")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response countUndeliverable() {
        return Answer.view(new Count(overview.countUndeliverable()));
    }
}
