package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.RestDescription.Operation;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The OpenAPI document tells of what is served, all of it and nothing more. */
@OnServer
class RestDescriptionTest {

    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    private final SignalboxServer server;
    private final RestClient client;

    RestDescriptionTest(SignalboxServer server) {
        this.server = server;
        this.client = server.rest(User.ADMIN);
    }

    @Test
    void the_document_is_for_everybody() {
        RestAnswer document = server.restAsNobody().call(RestCall.get("openapi"));

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text("openapi")).startsWith("3.1");
        assertThat(document.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void every_path_takes_the_methods_that_are_described_and_no_other() {
        for (String path : paths()) {
            Set<String> described = client.description().operations().stream()
                    .filter(operation -> operation.path().equals(path))
                    .map(Operation::method)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String verb : VERBS) {
                RestAnswer answer = client.callUnchecked(RestCall.of(verb, path.replaceAll("\\{[^}]+}", "rest-none")));

                if (described.contains(verb)) {
                    assertThat(answer.status()).as(verb + " " + path).isNotEqualTo(405);
                    assertThat(answer.text("detail")).doesNotStartWith("There is nothing at");
                } else {
                    assertThat(answer.status()).as(verb + " " + path).isEqualTo(405);
                    Set<String> allowed = Pattern.compile(", ?")
                            .splitAsStream(answer.header("Allow"))
                            .filter(method -> !Set.of("HEAD", "OPTIONS").contains(method))
                            .collect(Collectors.toCollection(TreeSet::new));
                    assertThat(allowed).as("Allow of " + path).isEqualTo(described);
                    assertThat(answer.text("detail")).contains(verb, "Allow");
                }
            }
        }
    }

    @Test
    void what_lies_between_and_behind_the_described_paths_does_not_exist() {
        Set<String> known = paths();
        Set<String> unknown = new TreeSet<>(Set.of("/", "/openapi/x", "/metrics", "/openapi.json"));
        known.forEach(path -> {
            unknown.add(path + "/x");
            unknown.add(path.substring(0, path.lastIndexOf('/')));
        });
        unknown.removeIf(path ->
                known.stream().anyMatch(k -> k.replaceAll("\\{[^}]+}", "x").equals(path.replaceAll("\\{[^}]+}", "x"))));
        unknown.remove("");

        assertThat(unknown).isNotEmpty().allSatisfy(path -> {
            RestAnswer answer = client.callUnchecked(RestCall.of("GET", path.replaceAll("\\{[^}]+}", "x")));
            assertThat(answer.status()).as(path).isIn(404, 405);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.text("detail")).isNotBlank();
        });
    }

    @Test
    void who_wants_something_else_than_json_is_told_so() {
        RestAnswer answer = client.call(RestCall.get("workflows").header("Accept", "text/html"));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.text("detail")).contains("JSON", "Accept");
    }

    private Set<String> paths() {
        return client.description().operations().stream()
                .map(Operation::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
