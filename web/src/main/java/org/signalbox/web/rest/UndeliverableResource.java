package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.operator.Repair;
import org.signalbox.engine.undeliverable.Undeliverable;
import org.signalbox.web.security.Role;

/** Signals nobody could take: nothing is lost, and an operator settles each of them. */
@Path("undeliverable")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UndeliverableResource {

    @Inject
    private Overview overview;

    @Inject
    private Repair repair;

    @Context
    private SecurityContext user;

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response list(
            @QueryParam("workflowId") @Nullable String workflowId,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("first") @Nullable String first,
            @QueryParam("limit") @Nullable String limit) {
        int rows = Parameter.limit(limit);
        int begin = (int) Parameter.number("first", first, 0, 0, Integer.MAX_VALUE - 1000L);
        List<Undeliverable> found = overview.undeliverable(
                Parameter.text("workflowId", workflowId), Parameter.reason(reason), begin, rows + 1);
        return Answer.view(
                Page.of(found, rows, UndeliverableView::inList, (shown, following) -> String.valueOf(begin + rows)));
    }

    @GET
    @Path("{number}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response undeliverable(@PathParam("number") String number) {
        return overview.undeliverable(number(number))
                .map(UndeliverableView::alone)
                .map(Answer::view)
                .orElseThrow(() -> Failure.notFound("There is no undeliverable signal " + number + "."));
    }

    @POST
    @Path("{number}/resend")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response resend(@PathParam("number") String number) {
        return repair.resend(number(number), user.getUserPrincipal().getName())
                .map(Answer::receipt)
                .orElseThrow(() -> notOpen(number));
    }

    @POST
    @Path("{number}/discard")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response discard(@PathParam("number") String number) {
        if (!repair.discard(number(number), user.getUserPrincipal().getName())) {
            throw notOpen(number);
        }
        return Response.noContent().build();
    }

    private static Failure notOpen(String number) {
        return Failure.notFound("There is no undeliverable signal " + number + " that is still open.");
    }

    private static long number(String given) {
        return Parameter.number("number", given, 0, 0, Long.MAX_VALUE);
    }
}
