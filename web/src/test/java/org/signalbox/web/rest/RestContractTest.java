package org.signalbox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.gate.ReceiptView;

/** The description that the application serves, compared with the annotations and records that make it true. */
class RestContractTest {

    private static final JsonNode DOCUMENT = document();

    @Test
    void every_call_states_its_roles() {
        assertThat(Calls.all())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.method().isAnnotationPresent(RolesAllowed.class)
                                ^ call.method().isAnnotationPresent(PermitAll.class))
                        .as(call.toString())
                        .isTrue());
    }

    @Test
    void only_the_description_is_for_everybody() {
        assertThat(Calls.all())
                .filteredOn(call -> call.method().isAnnotationPresent(PermitAll.class))
                .extracting(Calls.Call::path)
                .containsExactly("/openapi");
    }

    @Test
    void a_viewer_changes_nothing_and_a_sender_sees_nothing_but_receipts_and_answers() {
        assertThat(Calls.all())
                .filteredOn(call -> call.roles().contains("viewer"))
                .extracting(Calls.Call::verb)
                .containsOnly("get");
        assertThat(Calls.all())
                .filteredOn(call -> call.roles().contains("sender"))
                .extracting(Calls.Call::toString)
                .containsExactlyInAnyOrder(
                        "post /workflows/{type}/instances/{id}",
                        "post /instances/{id}/signals/{name}",
                        "post /instances/{id}/signals",
                        "post /workflows/{type}/signals/{name}",
                        "get /receipts/{workflowId}/{signalId}",
                        "post /instances/{id}/updates/{name}",
                        "get /instances/{id}/updates/{name}");
    }

    @Test
    void a_worker_does_nothing_but_end_activities() {
        assertThat(Calls.all())
                .filteredOn(call -> call.roles().contains("worker"))
                .extracting(Calls.Call::toString)
                .containsExactlyInAnyOrder(
                        "post /activities/{token}/complete",
                        "post /activities/{token}/fail",
                        "post /activities/{token}/heartbeat");
    }

    @Test
    void the_description_has_exactly_the_calls_there_are() {
        Set<String> described = new TreeSet<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(verb -> described.add(verb + " " + path.getKey())));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Calls.all().stream().map(Calls.Call::toString).toList());
    }

    @Test
    void the_description_tells_the_roles_and_parameters_of_every_call() {
        for (Calls.Call call : Calls.all()) {
            JsonNode described = DOCUMENT.get("paths").get(call.path()).get(call.verb());

            assertThat(texts(described.path("x-roles"))).as(call + " roles").isEqualTo(call.roles());
            assertThat(described(described)).as(call + " parameters").isEqualTo(annotated(call));
            assertThat(described.has("requestBody"))
                    .as(call + " body")
                    .isEqualTo(Arrays.asList(call.method().getParameterTypes()).contains(InputStream.class));
        }
    }

    @Test
    void the_description_knows_every_property_of_what_is_answered() {
        Map<String, Class<? extends Record>> schemas = new TreeMap<>(Map.of(
                "Problem", Problem.class,
                "Receipt", ReceiptView.class,
                "Started", WorkflowResource.Started.class,
                "Retried", InstanceResource.Retried.class,
                "Count", InstanceListResource.Count.class,
                "Workflow", WorkflowView.class,
                "Call", WorkflowView.Call.class,
                "InstanceSummary", InstanceSummary.class,
                "Instance", InstanceDetail.class));
        schemas.putAll(Map.of("Pause", InstanceDetail.PauseView.class, "Limits", InstanceDetail.LimitsView.class));
        schemas.putAll(Map.of(
                "Parking", InstanceDetail.ParkingView.class,
                "Standing", LifeResource.Standing.class,
                "Event", EventView.class,
                "Timer", TimerView.class,
                "Activity", ActivityDetail.class,
                "Child", ChildDetail.class,
                "Parent", InstanceDetail.ParentView.class,
                "ActivityFailure", ActivityResource.ActivityFailure.class,
                "Pulse", ActivityResource.PulseView.class,
                "Undeliverable", UndeliverableView.class));
        schemas.put("Update", UpdateView.class);
        schemas.put("Balance", BalanceView.class);
        schemas.put("Obstacle", ObstacleView.class);
        schemas.put("Why", ObstacleView.Why.class);
        schemas.put("Still", ObstacleView.Still.class);
        schemas.put("Receipts", SignalsResource.Receipts.class);
        schemas.put("Schedule", ScheduleView.class);
        schemas.put("Clock", ClockView.class);
        schemas.put("Clocks", ClockView.All.class);

        schemas.forEach((name, view) -> {
            JsonNode properties = schema(name).get("properties");
            List<String> described = new ArrayList<>();
            properties.fieldNames().forEachRemaining(described::add);
            assertThat(described)
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(view.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        });
    }

    @Test
    void the_description_knows_every_outcome_and_reason() {
        assertThat(texts(schema("Outcome").get("enum"))).isEqualTo(names(Outcome.values()));
        assertThat(texts(schema("Reason").get("enum"))).isEqualTo(names(Reason.values()));
    }

    private static Set<String> described(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(p -> p.has("$ref") ? DOCUMENT.at(p.get("$ref").textValue().substring(1)) : p)
                .map(p -> p.get("in").textValue() + " " + p.get("name").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> annotated(Calls.Call call) {
        return Arrays.stream(call.method().getParameters())
                .flatMap(p -> p.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(p.getType().getDeclaredFields())
                        : Stream.of(p))
                .flatMap(RestContractTest::parameter)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> parameter(AnnotatedElement from) {
        if (from.isAnnotationPresent(PathParam.class)) {
            return Stream.of("path " + from.getAnnotation(PathParam.class).value());
        } else if (from.isAnnotationPresent(QueryParam.class)) {
            return Stream.of("query " + from.getAnnotation(QueryParam.class).value());
        } else if (from.isAnnotationPresent(HeaderParam.class)) {
            return Stream.of("header " + from.getAnnotation(HeaderParam.class).value());
        }
        return Stream.empty();
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }

    private static Set<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode document() {
        try (InputStream in =
                Objects.requireNonNull(RestContractTest.class.getResourceAsStream(DescriptionResource.DOCUMENT))) {
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
