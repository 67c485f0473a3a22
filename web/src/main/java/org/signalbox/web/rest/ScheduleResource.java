package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.schedule.ScheduleTransaction;
import org.signalbox.engine.schedule.Schedules;
import org.signalbox.web.security.Role;

/** Schedules: what is started or signalled again and again. */
@Path("schedules")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {

    @Inject
    private Schedules schedules;

    @Inject
    private ScheduleTransaction transaction;

    @Inject
    private EngineSettings settings;

    @Context
    private HttpHeaders headers;

    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        int rows = Parameter.limit(limit);
        List<StoredSchedule> found =
                transaction.list(Parameter.text("after", after).orElse(""), rows + 1);
        return Answer.view(Page.of(found, rows, ScheduleView::of, (shown, following) -> shown.id()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response schedule(@PathParam("id") String id) {
        return answer(id, transaction.find(id(id)));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response define(@PathParam("id") String id, @Nullable InputStream body) {
        String json = Body.read(
                        body,
                        headers.getMediaType(),
                        settings.forMachine().sizes().payload())
                .text()
                .orElseThrow(() -> new Failure(Problem.of(Reason.BAD_PAYLOAD, "The body must be the schedule.")));
        try {
            boolean isNew = schedules.define(id(id), definition(json));
            return Response.fromResponse(schedule(id))
                    .status(isNew ? Response.Status.CREATED : Response.Status.OK)
                    .build();
        } catch (BadPayload e) {
            throw new Failure(Problem.of(Reason.BAD_PAYLOAD, e.told()));
        }
    }

    /** Strictly, for of two properties of one name a definition keeps only one. */
    private static Definition definition(String json) {
        StrictJson.tree(json);
        return Definition.read(json);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response delete(@PathParam("id") String id) {
        if (!transaction.delete(id(id))) {
            throw none(id);
        }
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/pause")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response pause(@PathParam("id") String id) {
        return answer(id, transaction.pause(id(id), true));
    }

    @POST
    @Path("{id}/resume")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response resume(@PathParam("id") String id) {
        return answer(id, transaction.pause(id(id), false));
    }

    @POST
    @Path("{id}/trigger")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response trigger(@PathParam("id") String id) {
        return answer(id, schedules.trigger(id(id)));
    }

    @POST
    @Path("{id}/backfill")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response backfill(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return answer(id, schedules.backfill(id(id), time("from", from), time("to", to)));
    }

    private static Response answer(String id, Optional<StoredSchedule> schedule) {
        return Answer.view(ScheduleView.of(schedule.orElseThrow(() -> none(id))));
    }

    private static Failure none(String id) {
        return Failure.notFound("There is no schedule '" + Parameter.shown(id) + "'.");
    }

    private static Instant time(String name, @Nullable String given) {
        try {
            return Instant.parse(String.valueOf(given));
        } catch (DateTimeException e) {
            throw Parameter.malformed("Parameter '" + name + "' must be a time such as 2026-11-21T10:15:30Z.");
        }
    }

    private static String id(String given) {
        if (given.length() > Definition.LONGEST_ID) {
            throw Parameter.malformed("The id of a schedule may have " + Definition.LONGEST_ID + " characters.");
        }
        return Parameter.workflowId(given).value();
    }
}
