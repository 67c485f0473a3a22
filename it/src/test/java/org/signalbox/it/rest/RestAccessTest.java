package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.RestDescription;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Who may do what over HTTP: every call that is described, with every user, with nobody and with a liar. */
@OnServer
class RestAccessTest {

    private final SignalboxServer server;

    RestAccessTest(SignalboxServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource
    void a_user_may_do_what_the_description_says_and_nothing_else(User user) {
        RestClient client = server.rest(user);
        for (RestDescription.Operation operation : client.description().operations()) {
            RestAnswer answer = client.call(operation.with("rest-access-none"));

            TreeSet<String> roles = new TreeSet<>(operation.roles());
            if (roles.isEmpty() || !Collections.disjoint(roles, user.roles())) {
                assertThat(answer.status()).as(operation + " " + answer).isNotIn(401, 403, 405);
            } else {
                assertThat(answer.status()).as(operation + " " + answer).isEqualTo(403);
                assertThat(answer.reason()).isEqualTo("FORBIDDEN");
                assertThat(answer.text("detail")).contains("'" + user.login() + "'");
                assertThat(roles)
                        .allSatisfy(role -> assertThat(answer.text("detail")).contains(role));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_console_and_the_management_are_for_those_who_may_see_them(User user) throws Exception {
        String password = server.process().credentials().passwordOf(user);
        boolean isViewer = user.roles().contains("viewer");
        for (String page : List.of("home", "instances", "schedules", "standstill", "undeliverable")) {
            assertThat(status(server.process().httpPort(), "/signalbox/console/" + page, user.login(), password))
                    .as(page)
                    .isEqualTo(isViewer ? 200 : 403);
        }
        assertThat(status(server.process().managementPort(), "/management", user.login(), password))
                .isEqualTo(401);
    }

    private static int status(int port, String path, String user, String password) throws Exception {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Basic " + both)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void nobody_may_do_anything_but_read_the_description() {
        refusesAll(server.restAsNobody());
    }

    /** After some failures the server refuses without looking at the password. */
    @ParameterizedTest
    @CsvSource({"nobody, nothing", "'', ''", "'op:erator', 'pass:word'"})
    void a_wrong_user_is_worth_as_little_as_none(String user, String password) {
        RestClient client = server.restAs(user, password);
        for (RestDescription.Operation operation :
                server.restAsNobody().description().operations()) {
            if (!operation.roles().isEmpty()) {
                RestAnswer answer = client.callUnchecked(operation.with("rest-access-none"));
                assertThat(answer.reason()).as(operation + " " + answer).isIn("UNAUTHENTICATED", "FAILED_LOG_INS");
                assertThat(answer.status()).isIn(401, 429);
            }
        }
    }

    @Test
    void so_is_a_wrong_password() {
        assertThat(server.restAs("operator", "wrong")
                        .call(RestCall.get("workflows"))
                        .reason())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void credentials_that_are_none_are_refused() {
        for (String header : new String[] {
            "Basic", "Basic ", "Basic !!!", "basic YQ", "Basic b3BlcmF0b3I=", "Bearer abc", "Digest x=y", "x"
        }) {
            RestAnswer answer =
                    server.restAsNobody().call(RestCall.get("workflows").header("Authorization", header));

            assertThat(answer.status()).as(header).isEqualTo(401);
        }
    }

    @Test
    void wrong_passwords_are_told_to_the_caller_and_do_not_fill_the_log() {
        int logged = server.log().size();

        for (int n = 0; n < 10; n++) {
            server.restAs("nobody", "wrong").callUnchecked(RestCall.get("workflows"));
        }

        assertThat(server.log().stream().skip(logged))
                .noneMatch(line -> line.contains("org.jboss.weld") || line.startsWith("\tat "));
    }

    private static void refusesAll(RestClient client) {
        for (RestDescription.Operation operation : client.description().operations()) {
            RestAnswer answer = client.callUnchecked(operation.with("rest-access-none"));

            if (!operation.roles().isEmpty()) {
                assertThat(answer.status()).as(operation.toString()).isEqualTo(401);
                assertThat(answer.reason()).isEqualTo("UNAUTHENTICATED");
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"Signalbox\"");
                assertThat(answer.headers().allValues("Set-Cookie"))
                        .as("no session for a program that never comes back: if there was one, it has ended")
                        .allMatch(cookie -> cookie.contains("Expires=Thu, 01-Jan-1970"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://elsewhere.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200"
    })
    void a_page_of_another_site_changes_nothing_though_the_browser_sends_the_password(
            String header, String value, int status) {
        RestAnswer answer =
                server.rest(User.OPERATOR).call(RestCall.note("rest-origin", 1).header(header, value));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.reason()).isEqualTo("FORBIDDEN");
            assertThat(answer.text("detail")).contains("another site");
        }
    }
}
