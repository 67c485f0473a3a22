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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.journal.JournalView;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.operator.Repair;
import org.signalbox.web.security.Role;

/** One instance: what it is, what happened to it, what it answers, and getting it going again. */
@Path("instances/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InstanceResource {

    @Inject
    private Overview overview;

    @Inject
    private Repair repair;

    /** What a retry answers: whether events still wait. */
    public record Retried(boolean waiting) {}

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response instance(@PathParam("id") String id) {
        InstanceView view = existing(id);
        Instance instance = view.instance();
        return Answer.view(InstanceDetail.of(view, overview.parent(instance.id(), instance.run())));
    }

    @GET
    @Path("children")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response children(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        return Answer.view(Page.of(overview.children(idOf(existing(id)), Parameter.limit(limit)).stream()
                .map(ChildDetail::of)
                .toList()));
    }

    @GET
    @Path("journal")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response journal(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("limit") @Nullable String limit) {
        int rows = Parameter.limit(limit);
        List<JournalView> found =
                overview.journal(idOf(existing(id)), Parameter.number("from", from, 1, 1, Long.MAX_VALUE), rows + 1);
        return Answer.view(Page.of(
                found,
                rows,
                EventView::of,
                (shown, following) -> String.valueOf(following.entry().sequence())));
    }

    @GET
    @Path("inbox")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response inbox(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        return Answer.view(Page.of(overview.inbox(idOf(existing(id)), Parameter.limit(limit)).stream()
                .map(EventView::of)
                .toList()));
    }

    @GET
    @Path("timers")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response timers(@PathParam("id") String id) {
        return Answer.view(Page.of(
                overview.timers(idOf(existing(id))).stream().map(TimerView::of).toList()));
    }

    @GET
    @Path("activities")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response activities(@PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
        return Answer.view(Page.of(overview.activities(idOf(existing(id)), Parameter.limit(limit)).stream()
                .map(ActivityDetail::of)
                .toList()));
    }

    @GET
    @Path("result")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response result(@PathParam("id") String id) {
        Instance instance = existing(id).instance();
        return switch (instance.status()) {
            case COMPLETED ->
                instance.result()
                        .map(InstanceResource::readable)
                        .map(Answer::document)
                        .orElseGet(() -> Response.noContent().build());
            case FAILED ->
                throw new Failure(Problem.of(
                        409,
                        "FAILED",
                        "Instance '" + id + "' has failed: "
                                + instance.failure().map(Undecodable::shown).orElse("nothing is known of the cause")));
            case CANCELLED -> throw new Failure(Problem.of(409, "CANCELLED", "Instance '" + id + "' was cancelled."));
            case TERMINATED ->
                throw new Failure(Problem.of(
                        409,
                        "TERMINATED",
                        "Instance '" + id + "' was terminated: "
                                + instance.failure().map(Undecodable::shown).orElse("no reason given")));
            case TIMED_OUT ->
                throw new Failure(Problem.of(
                        409,
                        "TIMED_OUT",
                        "Instance '" + id + "': "
                                + instance.failure().map(Undecodable::shown).orElse("it lasted too long")));
            case EXPECTED, RUNNING, PAUSED ->
                throw new Failure(Problem.of(409, "RUNNING", "Instance '" + id + "' has no result yet; it runs."));
        };
    }

    /** Who asks for a result wants it and nothing in its place. */
    private static String readable(String result) {
        if (Undecodable.isMarked(result)) {
            throw new Failure(Problem.of(503, "UNDECODABLE", Undecodable.shown(result)));
        }
        return result;
    }

    @GET
    @Path("queries/{name}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response query(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @QueryParam("argument") @Nullable String argument) {
        return Answer.document(overview.query(
                Parameter.workflowId(id), name, Optional.ofNullable(argument).filter(a -> !a.isBlank())));
    }

    @POST
    @Path("retry")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response retry(@PathParam("id") String id) {
        return Answer.view(new Retried(!repair.retry(Parameter.workflowId(id))));
    }

    private InstanceView existing(String id) {
        return overview.instance(Parameter.workflowId(id))
                .orElseThrow(
                        () -> new Failure(Problem.of(Reason.UNKNOWN_INSTANCE, "There is no instance '" + id + "'.")));
    }

    private static WorkflowId idOf(InstanceView view) {
        return view.instance().id();
    }
}
