package org.signalbox.core.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Schedule.Overlap;
import org.signalbox.client.SignalId;
import org.signalbox.client.TimeLimit;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.Undecodable;

/**
 * What a schedule does, and when; as JSON the form in which it is given and stored.
 *
 * @param every a rhythm, counted from {@code from} or else from 1970; or {@code calendar}
 * @param from nothing is due before
 * @param until nothing is due after
 * @param jitter each due time is put off by a part of this, always the same for the same time
 * @param catchUp how late something may still be carried out; what is later is missed
 * @param overlap what happens if the instance to start still runs
 * @param start what is started; or {@code signal}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Definition(
        Optional<Duration> every,
        Optional<Calendar> calendar,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Duration> jitter,
        Optional<Duration> catchUp,
        Optional<Overlap> overlap,
        Optional<StartAction> start,
        Optional<SignalAction> signal) {

    /** So long may the id of a schedule be. */
    public static final int LONGEST_ID = 100;

    private static final int LONGEST_FIELD = 1_000;

    private static final Duration CATCH_UP = Duration.ofHours(1);

    /** The fields of EJB's {@code ScheduleExpression}; what is absent is what it is there. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Calendar(
            Optional<String> second,
            Optional<String> minute,
            Optional<String> hour,
            Optional<String> dayOfMonth,
            Optional<String> month,
            Optional<String> dayOfWeek,
            Optional<String> year,
            Optional<String> timezone) {

        private void checkLengths() {
            Stream.of(second, minute, hour, dayOfMonth, month, dayOfWeek, year)
                    .flatMap(Optional::stream)
                    .filter(field -> field.length() > LONGEST_FIELD)
                    .forEach(field -> {
                        throw new IllegalArgumentException("A field of the calendar has " + field.length()
                                + " characters; at most " + LONGEST_FIELD + " are allowed.");
                    });
        }

        CalendarTimes times() {
            return new CalendarTimes(
                    second.orElse("0"),
                    minute.orElse("0"),
                    hour.orElse("0"),
                    dayOfMonth.orElse("*"),
                    month.orElse("*"),
                    dayOfWeek.orElse("*"),
                    year.orElse("*"),
                    ZoneId.of(timezone.orElse("UTC")));
        }
    }

    /** Start an instance. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record StartAction(
            @Nullable String workflowType, @Nullable String workflowId, Optional<JsonNode> input) {
        String type() {
            return given("'start'", "workflowType", workflowType);
        }

        String id() {
            return given("'start'", "workflowId", workflowId);
        }
    }

    /** Send a signal; with a workflow type start an instance if none runs. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record SignalAction(
            @Nullable String workflowId,
            @Nullable String signal,
            Optional<JsonNode> payload,
            Optional<String> workflowType,
            Optional<JsonNode> startInput) {
        String id() {
            return given("'signal'", "workflowId", workflowId);
        }

        String name() {
            return given("'signal'", "signal", signal);
        }
    }

    private static String given(String part, String property, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(part + " needs the property '" + property + "'.");
        }
        return value;
    }

    /** @throws BadPayload if the text is none, naming what is wrong */
    public static Definition read(String json) {
        Definition definition = (Definition) Json.read(json, Definition.class);
        definition.check();
        JsonNode known = Json.tree(Json.write(definition));
        JsonNode given = Json.tree(json);
        refuseUnknown(given, known, "a schedule");
        List.of("calendar", "start", "signal")
                .forEach(part -> refuseUnknown(given.path(part), known.path(part), "'" + part + "'"));
        return definition;
    }

    /** A slip of the pen must not make it something else. */
    private static void refuseUnknown(JsonNode given, JsonNode known, String where) {
        given.properties().forEach(property -> {
            if (!known.has(property.getKey()) && !property.getValue().isNull()) {
                throw new BadPayload("There is no property '" + property.getKey() + "' in " + where + ".");
            }
        });
    }

    private void check() {
        if (every.isPresent() == calendar.isPresent()) {
            throw new BadPayload("A schedule has either 'every' or 'calendar'.");
        }
        if (start.isPresent() == signal.isPresent()) {
            throw new BadPayload("A schedule has either 'start' or 'signal'.");
        }
        if (every.filter(e -> e.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
            throw new BadPayload("'every' must be a second or longer.");
        }
        if (jitter.filter(Duration::isNegative).isPresent()
                || catchUp.filter(Duration::isNegative).isPresent()) {
            throw new BadPayload("'jitter' and 'catchUp' can't be negative.");
        }
        try {
            calendar.ifPresent(Calendar::times);
            request("x".repeat(LONGEST_ID), Instant.ofEpochMilli(1));
        } catch (Undecodable e) {
            return; // it was checked before it was stored, and is carried out when it can be decoded
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadPayload(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Checks what only a new definition has to fulfil; one that is stored is read without it.
     *
     * @throws Refused if a time is not within {@link TimeLimit}, a field is too long, or nothing is ever due after now
     */
    void checkNew(Instant now) {
        try {
            every.ifPresent(time -> TimeLimit.positive("'every'", time));
            jitter.ifPresent(time -> TimeLimit.notNegative("'jitter'", time));
            catchUp.ifPresent(time -> TimeLimit.notNegative("'catchUp'", time));
            from.ifPresent(time -> TimeLimit.within("'from'", time));
            until.ifPresent(time -> TimeLimit.within("'until'", time));
            calendar.ifPresent(Calendar::checkLengths);
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        }
        if (times().next(now).isEmpty()) {
            throw new Refused(
                    Reason.BAD_PAYLOAD,
                    "This schedule never comes: after " + now
                            + " nothing is due within a hundred years. Change its calendar, 'from' or 'until'.");
        }
    }

    Timing timing() {
        return new Timing(every, calendar, from, until);
    }

    DueTimes times() {
        return timing().times();
    }

    /** By how much a due time is put off at most. */
    Duration mostJitter() {
        return shortened(jitter.orElse(Duration.ZERO));
    }

    /** How late something may be carried out, its jitter not counted. */
    Duration mostLateness() {
        return shortened(catchUp.orElse(CATCH_UP));
    }

    /** One that was stored before there was a limit may be longer. */
    private static Duration shortened(Duration time) {
        return time.compareTo(TimeLimit.LONGEST) > 0 ? TimeLimit.LONGEST : time;
    }

    /** When what is due then is carried out. */
    Instant carriedOutAt(String schedule, Instant due) {
        long most = mostJitter().toMillis();
        long hash = Integer.toUnsignedLong((schedule + due).hashCode() * 0x9E3779B9);
        return most == 0 ? due : due.plusMillis(hash % most);
    }

    public Overlap overlapping() {
        return overlap.orElse(Overlap.SKIP);
    }

    /** The instance that is started or signalled then. */
    public WorkflowId target(Instant due) {
        String id = start.map(StartAction::id)
                .or(() -> signal.map(SignalAction::id))
                .orElseThrow();
        return new WorkflowId(start.isPresent() && overlapping() == Overlap.ALLOW ? id + " " + due : id);
    }

    /**
     * What is done then. A signal's id is that of schedule and due time.
     *
     * @throws BadPayload if its payload can't be decoded now
     */
    public Request request(String schedule, Instant due) {
        if (start.isPresent()) {
            StartAction action = start.get();
            return new Request.Start(target(due), action.type(), action.input().map(Definition::payload));
        }
        SignalAction action = signal.orElseThrow();
        return new Request.Signal(
                target(due),
                action.name(),
                action.payload().map(Definition::payload),
                new SignalId("schedule " + schedule + " " + due),
                action.workflowType()
                        .map(type ->
                                new Request.StartWith(type, action.startInput().map(Definition::payload))),
                Optional.empty());
    }

    private static String payload(JsonNode given) {
        if (given.isTextual()) {
            Undecodable.refuse(given.textValue());
        }
        return given.toString();
    }
}
