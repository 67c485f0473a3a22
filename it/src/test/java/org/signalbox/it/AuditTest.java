package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What the server's files tell, and to whom: who did what, in harmless lines, for their owner only. */
@OnServer
class AuditTest {

    private final SignalboxServer server;
    private final RestClient operator;

    AuditTest(SignalboxServer server) {
        this.server = server;
        this.operator = server.rest(User.OPERATOR);
    }

    @Test
    void who_changes_something_over_rest_is_logged() {
        operator.call(RestCall.note("audit", 1));
        operator.call(RestCall.post("instances", "audit", "cancel").with("reason", "test"));
        operator.call(RestCall.of("DELETE", "/schedules/audit-none"));

        logged("POST /signalbox/api/v1/instances/audit/cancel, status 200");
        logged("DELETE /signalbox/api/v1/schedules/audit-none, status 404");
    }

    @Test
    void who_sends_again_or_discards_is_logged() {
        server.rest(User.SENDER)
                .call(RestCall.signal("audit-nobody", "note", "1").id("audit-1"));
        RestAnswer open = operator.call(RestCall.get("undeliverable").with("workflowId", "audit-nobody"));
        String id = open.items("number").get(0);

        operator.call(RestCall.post("undeliverable", id, "discard"));

        logged("POST /signalbox/api/v1/undeliverable/" + id + "/discard, status 204");
    }

    @Test
    void exports_are_logged() {
        operator.call(RestCall.note("audit-export", 1));
        operator.callUnchecked(RestCall.get("instances", "audit-export", "export"));
        operator.callUnchecked(RestCall.get("exports", "instances").with("prefix", "audit-export"));

        logged("GET /signalbox/api/v1/instances/audit-export/export, status 200");
        logged("GET /signalbox/api/v1/exports/instances, status 200");
    }

    @Test
    void who_may_not_is_logged_too() {
        server.rest(User.VIEWER).call(RestCall.post("instances", "audit-refused", "cancel"));

        await().untilAsserted(() -> assertThat(server.log())
                .anyMatch(line -> line.contains("[org.signalbox.audit]")
                        && line.contains("User 'viewer' at 127.0.0.1: POST")
                        && line.contains("/audit-refused/cancel, status 403")));
    }

    @Test
    void reading_is_not_logged() {
        operator.call(RestCall.get("instances").with("prefix", "audit-read"));
        operator.call(RestCall.post("instances", "audit-read", "cancel"));

        logged("/audit-read/cancel, status 404");
        assertThat(server.log()).noneMatch(line -> line.contains("prefix=audit-read"));
    }

    @Test
    void a_log_in_to_the_broker_that_failed_is_logged() {
        assertThatThrownBy(() -> server.senderAs("sender", "wrong").close()).isNotNull();

        await().untilAsserted(() -> assertThat(server.log())
                .anyMatch(line -> line.contains("AMQ222216") && line.contains("127.0.0.1") && line.contains("sender")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u001b[31mRED\\u001b[2J",
                "\\u202egnp.exe",
                "x\\n2026-11-30 00:00:00,000 ERROR [forged] (main) forged-entry",
                "\\u009b31m\\u2066"
            })
    void what_an_exception_of_a_handler_quotes_does_no_harm(String payload) {
        String id = "audit-escape-" + payload.length();
        operator.call(RestCall.post("workflows", "account", "instances", id).json("{\"owner\":\"x\",\"balance\":1}"));
        operator.call(
                RestCall.signal(id, "book", "{\"reference\":\"" + payload + "\",\"amount\":1,\"poison\":\"audit\"}"));

        await().untilAsserted(() ->
                assertThat(server.log()).anyMatch(line -> line.contains("SIGBOX0103") && line.contains(id)));
        assertThat(server.log())
                .noneMatch(
                        line -> line.matches(".*[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069].*"))
                .noneMatch(line -> line.startsWith("2026-11-30 00:00:00,000 ERROR [forged]"));
    }

    @Test
    void files_of_the_server_are_for_their_owner_only() throws IOException {
        Path base = server.process().log().resolve("../..").normalize();
        try (Stream<Path> files = Files.walk(base)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThan(20);
            for (Path file : all) {
                if (Files.exists(file)) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .endsWith("------");
                }
            }
        }
    }

    private void logged(String what) {
        await().untilAsserted(() -> assertThat(server.log())
                .anyMatch(line -> line.contains("[org.signalbox.audit]")
                        && line.contains("User 'operator' at 127.0.0.1")
                        && line.contains(what)));
    }
}
