package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** All that can be learned of one instance over HTTP, and getting it going again. */
@OnServer
class RestInstanceTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final RestClient viewer;
    private final RestClient operator;

    RestInstanceTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        viewer = server.rest(User.VIEWER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void the_journal_tells_in_pages_what_came_and_what_was_decided() {
        for (int n = 1; n <= 6; n++) {
            sender.call(RestCall.note("rest-journal", n).id("n" + n));
        }

        List<String> sequences = new ArrayList<>();
        RestAnswer page = viewer.call(instance("rest-journal", "journal").with("limit", "3"));
        sequences.addAll(page.items("sequence"));
        while (page.json().has("next")) {
            page = viewer.call(
                    instance("rest-journal", "journal").with("limit", "3").with("from", page.text("next")));
            sequences.addAll(page.items("sequence"));
        }

        assertThat(sequences).containsExactly("1", "2", "3", "4", "5", "6", "7");
        JsonNode last = page.json().path("items").path(0);
        assertThat(last.path("kind").asText()).isEqualTo("SIGNAL");
        assertThat(last.path("name").asText()).isEqualTo("note");
        assertThat(last.path("state").asText()).isEqualTo("HANDLED");
        assertThat(last.path("signalId").asText()).isEqualTo("n6");
        assertThat(last.path("payload")).hasToString("{\"sender\":\"rest\",\"number\":6}");
        assertThat(Instant.parse(last.path("handledAt").asText()))
                .isAfterOrEqualTo(last.path("acceptedAt").asText());
    }

    @Test
    void numbers_come_back_with_every_digit() {
        sender.call(RestCall.post("instances", "rest-digits", "signals", "fill").with("workflowType", "everything"));

        assertThat(viewer.call(instance("rest-digits")).body())
                .contains("12345678901234567890.1200", "1267650600228229401496703205376", "Grüße 𝄞");
    }

    @Test
    void a_parked_instance_tells_why_and_a_retry_gets_it_going_when_the_cause_is_gone() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "rest-retry"));
        sender.call(job("rest-retry", 1, "rest-retry"));
        sender.call(job("rest-retry", 2, ""));

        JsonNode parking = viewer.call(instance("rest-retry")).json().path("parking");
        assertThat(parking.path("error").asText()).contains("job 1 is poisonous");
        assertThat(parking.path("attempts").asInt()).isPositive();
        assertThat(viewer.call(instance("rest-retry", "inbox")).items("state")).containsExactly("WAITING", "WAITING");
        assertThat(viewer.call(instance("rest-retry", "inbox").with("limit", "1"))
                        .items("sequence"))
                .containsExactly("2");
        assertThat(retry("rest-retry").json()).as("still poisonous").hasToString("{\"waiting\":true}");

        probe.turnOff("rest-retry");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(retry("rest-retry").json()).hasToString("{\"waiting\":false}"));
        assertThat(viewer.call(instance("rest-retry")).json().has("parking")).isFalse();
        assertThat(viewer.call(instance("rest-retry", "inbox")).items("sequence"))
                .isEmpty();
        assertThat(viewer.call(instance("rest-retry", "queries", "done")).body())
                .isEqualTo("[1,2]");
    }

    @Test
    void a_parent_shows_its_children_and_a_child_its_parent() {
        sender.call(RestCall.post("workflows", "convoy", "instances", "rest-parent")
                .json("{\"trucks\":[{\"load\":\"tea\",\"time\":\"PT1H\"},{\"load\":\"wine\",\"time\":\"PT1H\"}],"
                        + "\"whenParentEnds\":\"CANCEL\"}"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                viewer.call(instance("rest-parent", "children")).items("state"))
                        .containsExactly("RUNNING", "RUNNING"));

        RestAnswer children = viewer.call(instance("rest-parent", "children"));
        assertThat(children.items("workflowId")).containsExactly("rest-parent/2", "rest-parent/1");
        assertThat(children.items("type")).containsOnly("truck");
        assertThat(children.items("childRun")).containsOnly("1");
        assertThat(viewer.call(instance("rest-parent", "children").with("limit", "1"))
                        .items("workflowId"))
                .containsExactly("rest-parent/2");
        assertThat(viewer.call(instance("rest-parent/1")).json().path("parent"))
                .hasToString("{\"workflowId\":\"rest-parent\",\"run\":1}");
        assertThat(viewer.call(instance("rest-parent")).json().has("parent")).isFalse();
    }

    @Test
    void timers_that_are_set_are_shown() {
        sender.call(clockwork("after", "\"PT1H\""));
        sender.call(clockwork("every", "\"PT90S\""));

        RestAnswer timers = viewer.call(instance("rest-timers", "timers"));

        assertThat(timers.items("name")).as("the first due first").containsExactly("beat", "once");
        assertThat(timers.items("every")).containsExactly("PT1M30S", "");
        assertThat(timers.items("dueAt"))
                .allSatisfy(due -> assertThat(Instant.parse(due)).isAfter(Instant.now()));
    }

    @Test
    void activities_are_shown_with_attempts_and_outcome_the_newest_first() {
        order("SUCCEED", "rest-good");
        order("FAIL_FOR_GOOD", "rest-bad");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(viewer.call(instance("rest-activities", "activities"))
                                .items("state"))
                        .containsExactly("FAILED", "COMPLETED"));

        RestAnswer activities = viewer.call(instance("rest-activities", "activities"));

        assertThat(activities.items("activity")).containsExactly("Chores.failForGood", "Chores.succeed");
        assertThat(activities.items("attempt")).containsExactly("1", "1");
        assertThat(activities.items("failure").get(0)).contains("there is no rest-bad");
        assertThat(activities.items("result").get(1)).isEqualTo("rest-good done in call 1");
        assertThat(viewer.call(instance("rest-activities", "activities").with("limit", "1"))
                        .items("activity"))
                .containsExactly("Chores.failForGood");
    }

    @Test
    void a_result_is_told_once_there_is_one_and_why_if_there_is_none() {
        sender.call(RestCall.note("rest-result", 1));
        RestAnswer early = viewer.call(instance("rest-result", "result"));
        sender.call(RestCall.signal("rest-result", "closeWith", "\"grün\""));
        sender.call(RestCall.note("rest-result-none", 1));
        sender.call(RestCall.post("instances", "rest-result-none", "signals", "close"));
        sender.call(RestCall.note("rest-result-failed", 1));
        sender.call(RestCall.signal("rest-result-failed", "giveUp", "\"no more\""));

        RestAnswer failed = viewer.call(instance("rest-result-failed", "result"));

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.reason()).isEqualTo("RUNNING");
        assertThat(viewer.call(instance("rest-result", "result")).body()).isEqualTo("\"grün\"");
        assertThat(viewer.call(instance("rest-result-none", "result")).status()).isEqualTo(204);
        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.reason()).isEqualTo("FAILED");
        assertThat(failed.text("detail")).contains("no more");
    }

    @Test
    void queries_answer_also_after_the_end_and_a_wrong_one_names_those_there_are() {
        sender.call(RestCall.note("rest-query", 1));
        sender.call(RestCall.post("instances", "rest-query", "signals", "close"));

        RestAnswer unknown = viewer.call(instance("rest-query", "queries", "weather"));

        assertThat(viewer.call(instance("rest-query", "queries", "notes")).body())
                .isEqualTo("[\"rest:1\"]");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.reason()).isEqualTo("UNKNOWN_SIGNAL");
        assertThat(unknown.text("detail")).contains("'weather'", "notes");
    }

    @Test
    void a_query_takes_an_argument_and_says_what_is_wrong_with_it() {
        sender.call(RestCall.note("rest-argument", 1));
        RestCall query = instance("rest-argument", "queries", "noteAt");

        assertThat(viewer.call(query.with("argument", "0")).body()).isEqualTo("\"rest:1\"");
        assertThat(viewer.call(query).reason()).as("no argument").isEqualTo("BAD_PAYLOAD");
        assertThat(viewer.call(query.with("argument", "zero")).reason()).isEqualTo("BAD_PAYLOAD");
        RestAnswer failed = viewer.call(query.with("argument", "5"));
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.reason()).isEqualTo("QUERY_FAILED");
        assertThat(failed.text("detail")).contains("noteAt");
    }

    @ParameterizedTest
    @MethodSource("views")
    void nothing_is_shown_of_an_instance_that_does_not_exist(String view) {
        RestAnswer none = viewer.call(RestCall.of("GET", "/instances/rest-nobody" + view));

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.reason()).isEqualTo("UNKNOWN_INSTANCE");
        assertThat(none.text("detail")).contains("rest-nobody");
    }

    static Stream<String> views() {
        return Stream.of("", "/journal", "/inbox", "/timers", "/activities", "/children", "/result", "/queries/any");
    }

    @Test
    void an_instance_that_does_not_exist_cannot_be_retried() {
        assertThat(retry("rest-nobody").reason()).isEqualTo("UNKNOWN_INSTANCE");
    }

    private RestAnswer retry(String id) {
        return operator.call(RestCall.post("instances", id, "retry"));
    }

    private void order(String chore, String key) {
        RestCall call =
                RestCall.signal("rest-activities", "order", "{\"chore\":\"" + chore + "\",\"key\":\"" + key + "\"}");
        assertThat(sender.call(call.with("workflowType", "errands")).outcome()).isEqualTo("HANDLED");
    }

    private static RestCall instance(String id, String... view) {
        return RestCall.get(
                Stream.concat(Stream.of("instances", id), Stream.of(view)).toArray(String[]::new));
    }

    private static RestCall clockwork(String signal, String payload) {
        return RestCall.signal("rest-timers", signal, payload).with("workflowType", "clockwork");
    }

    private static RestCall job(String id, int number, String poison) {
        return RestCall.signal(id, "work", "{\"number\":" + number + ",\"poison\":\"" + poison + "\"}");
    }
}
