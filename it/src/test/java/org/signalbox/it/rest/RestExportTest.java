package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.it.workflow.Chores;
import org.signalbox.it.workflow.Voyage;
import org.signalbox.server.User;
import org.signalbox.testkit.TestKit;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Instances of the server as files, and what the test kit makes of them. */
@OnServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestExportTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Other code than that which the instances were made by. */
    @Workflow("voyage")
    static class Rebuilt {
        @Run
        void sail(Voyage.Plan plan, WorkflowContext wf) {
            wf.sleep(plan.patience());
        }

        @Signal
        void port(String name) {}
    }

    private final RestClient sender;
    private final RestClient viewer;
    private final RestClient operator;

    @TempDir
    private Path directory;

    RestExportTest(SignalboxServer server) {
        sender = server.rest(User.SENDER);
        viewer = server.rest(User.VIEWER);
        operator = server.rest(User.OPERATOR);
    }

    /** The first waits for its signal, the second for a port, the third within a handler with something behind it. */
    @BeforeAll
    void sail() {
        for (int n = 1; n <= 3; n++) {
            sender.call(RestCall.post("workflows", "voyage", "instances", "export-" + n)
                    .json("{\"ship\":\"export-" + n + "\",\n \"patience\":\"PT1H\"}"));
            String id = "export-" + n;
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(exported(id).toString()).contains("\"completed\""));
        }
        sender.call(RestCall.post("instances", "export-2", "signals", "start"));
        sender.call(RestCall.signal("export-2", "port", "\"Oslo\""));
        sender.call(RestCall.signal("export-3", "prepare", "\"PT1H\""));
        sender.call(RestCall.signal("export-3", "port", "\"Riga\""));
    }

    private static List<JsonNode> lines(RestAnswer answer) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.body().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private List<JsonNode> exported(String id) throws IOException {
        return lines(operator.call(RestCall.get("instances", id, "export")));
    }

    private RestAnswer all() {
        return operator.call(
                RestCall.get("exports", "instances").with("prefix", "export-").with("status", "RUNNING"));
    }

    private Path file(RestAnswer answer) throws IOException {
        return Files.writeString(directory.resolve("voyages.jsonl"), answer.body());
    }

    private static TestKit kit(Class<?> voyage) {
        Object none = Proxy.newProxyInstance(
                Chores.class.getClassLoader(), new Class<?>[] {Chores.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("A replay calls no activity.");
                });
        return TestKit.of(voyage).activities(Chores.class, Chores.class.cast(none));
    }

    @Test
    void what_a_server_exports_is_replayed_in_a_test_of_the_same_code() throws IOException {
        assertThat(kit(Voyage.class).replay(file(all()))).isEqualTo(3);
    }

    @Test
    void other_code_is_told_what_does_not_fit() throws IOException {
        Path file = file(all());

        assertThatThrownBy(() -> kit(Rebuilt.class).replay(file))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "3 of 3 instances",
                        "recorded step 1 is 'activity Chores.succeed', but the code now does: 'time'",
                        "has no handler any more for SIGNAL 'prepare'",
                        "export-3 · voyage · run 1 · RUNNING");
    }

    @Test
    void an_export_holds_the_open_lines_the_timers_and_the_journal() throws IOException {
        List<JsonNode> lines = exported("export-3");

        assertThat(lines)
                .extracting(l -> l.fieldNames().next())
                .startsWith("instance", "line")
                .endsWith("event", "end");
        assertThat(lines.get(0).at("/instance/state").isObject()).isTrue();
        assertThat(lines).filteredOn(l -> l.has("line")).hasSize(2);
        assertThat(lines).filteredOn(l -> l.has("timer")).isNotEmpty();
        assertThat(lines)
                .filteredOn(l -> l.has("event"))
                .extracting(l -> l.at("/event/sequence").asInt())
                .isSorted()
                .startsWith(1, 2);
    }

    @Test
    void of_a_long_journal_the_last_events_and_those_that_wait_are_enough() throws IOException {
        RestAnswer answer =
                operator.call(RestCall.get("instances", "export-3", "export").with("events", "0"));

        assertThat(lines(answer))
                .filteredOn(l -> l.has("event"))
                .extracting(l -> l.at("/event/state").asText())
                .containsExactly("WAITING");
        assertThat(kit(Voyage.class).replay(file(answer))).isEqualTo(1);
    }

    @Test
    void it_is_a_file_for_operators_only() {
        assertThat(all().header("Content-Disposition")).contains("instances.jsonl");
        assertThat(viewer.call(RestCall.get("instances", "export-1", "export")).status())
                .isEqualTo(403);
        assertThat(viewer.call(RestCall.get("exports", "instances")).status()).isEqualTo(403);
    }

    @Test
    void what_is_not_there_can_not_be_exported() {
        assertThat(operator.call(RestCall.get("instances", "export-0", "export"))
                        .reason())
                .isEqualTo("UNKNOWN_INSTANCE");
        assertThat(operator.call(RestCall.get("exports", "instances").with("prefix", "export-none"))
                        .body())
                .isEmpty();
        assertThat(operator.call(RestCall.get("exports", "instances").with("state", "RUNNING"))
                        .reason())
                .isEqualTo("MALFORMED");
    }
}
