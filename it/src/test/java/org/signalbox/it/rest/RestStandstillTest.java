package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** "Why is it not moving?", answered as data and in words, for one instance and for the oldest of all. */
@OnServer
class RestStandstillTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestStandstillTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void a_parked_instance_tells_event_error_attempts_and_the_next_one() {
        Instant begun = Instant.now().minusSeconds(5);
        sender.call(RestCall.post("workflows", "fragile", "instances", "still-parked"));
        sender.call(RestCall.signal("still-parked", "work", "{\"number\":1,\"poison\":\"still-parked\"}"));
        sender.call(RestCall.signal("still-parked", "work", "{\"number\":2,\"poison\":\"\"}"));

        JsonNode parked = obstacle("still-parked", "PARKED");
        assertThat(parked.path("event").asLong()).isEqualTo(2);
        assertThat(parked.path("attempts").asInt()).isPositive();
        assertThat(parked.path("error").asText()).contains("job 1 is poisonous");
        assertThat(Instant.parse(parked.path("since").asText())).isAfter(begun);
        assertThat(Instant.parse(parked.path("next").asText())).isAfter(begun);
        assertThat(obstacle("still-parked", "INBOX").path("text").asText())
                .isEqualTo("Accepted and not handled yet: 2, the first is SIGNAL 'work'.");
        assertThat(oldest("still-parked")).containsExactly("PARKED");
    }

    @Test
    void a_paused_instance_tells_who_wanted_that_and_why() {
        sender.call(RestCall.note("still-paused", 1));
        operator.call(RestCall.post("instances", "still-paused", "pause").with("reason", "stocktaking"));

        assertThat(obstacle("still-paused", "PAUSED").path("text").asText())
                .startsWith("Paused: stocktaking (by operator).");
        assertThat(oldest("still-paused")).containsExactly("PAUSED");
        operator.call(RestCall.post("instances", "still-paused", "resume"));
        assertThat(oldest("still-paused")).isEmpty();
        assertThat(kinds("still-paused")).containsExactly("SIGNAL");
    }

    @Test
    void what_is_held_is_told_before_there_is_an_instance() {
        sender.call(RestCall.signal("still-held", "text", "\"a\"").with("holdFor", "PT1H"));
        sender.call(RestCall.signal("still-held", "text", "\"b\"").with("holdFor", "PT1H"));

        assertThat(obstacle("still-held", "HELD").path("text").asText()).contains("held for it: 2.");
        assertThat(operator.call(RestCall.get("standstills", "still-nobody")).status())
                .isEqualTo(404);
    }

    @Test
    void a_run_that_has_not_begun_tells_when_it_does_and_one_that_has_ended_has_no_obstacles() {
        sender.call(
                RestCall.post("workflows", "ledger", "instances", "still-later").with("startDelay", "PT1H"));

        assertThat(kinds("still-later")).contains("NOT_BEGUN");
        operator.call(RestCall.post("instances", "still-later", "terminate"));
        assertThat(kinds("still-later")).isEmpty();
        assertThat(why("still-later").text("status")).isEqualTo("TERMINATED");
    }

    @Test
    void a_main_line_that_waits_tells_for_what_and_its_activity_how_it_stands() {
        probe.startWith("clerk", "still-handler", "{\"what\":\"watch\",\"key\":\"still-handler\",\"how\":\"\"}");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(kinds("still-handler")).containsExactly("HANDLER", "ACTIVITY"));
        JsonNode handler = obstacle("still-handler", "HANDLER");
        assertThat(handler.path("text").asText()).startsWith("The main line waits for");
        assertThat(handler.path("event").asLong()).isEqualTo(1);
        assertThat(handler.has("since")).isTrue();
        assertThat(obstacle("still-handler", "ACTIVITY").path("text").asText()).startsWith("Activity Outside.watch");
        assertThat(oldest("still-handler")).as("it waits for what will come").isEmpty();
    }

    @Test
    void an_activity_that_fails_is_told_with_its_error_until_it_succeeds() {
        sender.call(RestCall.signal("still-failing", "order", "{\"chore\":\"FAIL_AT_FIRST\",\"key\":\"still-failing\"}")
                .with("workflowType", "errands"));

        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(oldest("still-failing")).containsExactly("ACTIVITY"));
        JsonNode activity = obstacle("still-failing", "ACTIVITY");
        assertThat(activity.path("attempts").asInt()).isPositive();
        assertThat(activity.path("error").asText()).contains("fails");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(oldest("still-failing")).isEmpty());
        assertThat(kinds("still-failing")).containsExactly("SIGNAL");
    }

    private RestAnswer why(String id) {
        return operator.call(RestCall.get("standstills", id));
    }

    private List<String> kinds(String id) {
        return StreamSupport.stream(why(id).json().path("obstacles").spliterator(), false)
                .map(o -> o.path("kind").asText())
                .toList();
    }

    private JsonNode obstacle(String id, String kind) {
        return StreamSupport.stream(why(id).json().path("obstacles").spliterator(), false)
                .filter(o -> o.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(why(id).body()));
    }

    /** What is told of it in the list of all. */
    private List<String> oldest(String id) {
        return StreamSupport.stream(
                        operator.call(RestCall.get("standstills").with("limit", "500"))
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(still -> still.path("workflowId").asText().equals(id))
                .map(still -> still.path("obstacle").path("kind").asText())
                .toList();
    }
}
