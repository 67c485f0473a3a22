package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Lists of instances: filters, pages and counts, and that they see everything that was answered before. */
@OnServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestListTest {

    private final RestClient sender;
    private final RestClient viewer;

    RestListTest(SignalboxServer server) {
        sender = server.rest(User.SENDER);
        viewer = server.rest(User.VIEWER);
    }

    /** Seven ledgers, one of them completed and one failed, and a parked one of another workflow. */
    @BeforeAll
    void prepare() {
        for (int n = 1; n <= 7; n++) {
            sender.call(RestCall.note("rest-list-" + n, n));
        }
        sender.call(RestCall.post("instances", "rest-list-6", "signals", "close"));
        sender.call(RestCall.signal("rest-list-7", "giveUp", "\"enough\""));
        sender.call(RestCall.signal("rest-list-8", "work", "{\"number\":1,\"poison\":\"rest-list\"}")
                .with("workflowType", "fragile"));
        // parked together with its start at first; the start is done at the next attempt
        await().atMost(Duration.ofSeconds(60))
                .until(() -> parked().items("waiting").equals(List.of("1")));
    }

    @ParameterizedTest
    @CsvSource({
        "status, RUNNING, 1 2 3 4 5 8",
        "status, completed, 6",
        "status, FAILED, 7",
        "type, ledger, 1 2 3 4 5 6 7",
        "type, fragile, 8",
        "type, nowhere, ''",
        "parked, true, 8",
        "parked, false, 1 2 3 4 5 6 7 8",
        "prefix, rest-list-3, 3",
        "after, rest-list-5, 6 7 8"
    })
    void a_filter_shows_what_fits_it_and_counts_the_same(String filter, String value, String expected) {
        RestCall list = filter.equals("prefix") ? RestCall.get("instances") : all(RestCall.get("instances"));

        assertThat(viewer.call(list.with(filter, value)).items("workflowId")).isEqualTo(ids(expected));
        if (!filter.equals("after")) {
            RestCall count = RestCall.get("counts", "instances");
            RestAnswer answer = viewer.call((filter.equals("prefix") ? count : all(count)).with(filter, value));
            assertThat(answer.json().path("count").asInt())
                    .isEqualTo(ids(expected).size());
        }
    }

    @Test
    void filters_can_be_combined() {
        RestAnswer both = viewer.call(all(RestCall.get("instances"))
                .with("type", "ledger")
                .with("status", "RUNNING")
                .with("after", "rest-list-3"));

        assertThat(both.items("workflowId")).isEqualTo(ids("4 5"));
    }

    @Test
    void pages_have_every_instance_once_in_the_order_of_the_ids() {
        List<String> seen = new ArrayList<>();
        RestCall first = all(RestCall.get("instances")).with("limit", "3");
        RestAnswer page = viewer.call(first);
        seen.addAll(page.items("workflowId"));
        while (page.json().has("next")) {
            assertThat(page.items("workflowId")).hasSize(3);
            page = viewer.call(first.with("after", page.text("next")));
            seen.addAll(page.items("workflowId"));
        }

        assertThat(seen).isEqualTo(ids("1 2 3 4 5 6 7 8"));
    }

    @Test
    void an_instance_in_the_list_tells_what_an_operator_looks_for() {
        RestAnswer parked = parked();

        assertThat(parked.items("type")).containsExactly("fragile");
        assertThat(parked.items("waiting")).containsExactly("1");
        assertThat(parked.items("parked")).containsExactly("true");
        assertThat(parked.items("sequence")).containsExactly("2");
    }

    @Test
    void a_list_sees_at_once_what_was_answered_before() {
        for (int n = 0; n < 20; n++) {
            String id = "rest-written-" + n;
            sender.call(RestCall.post("workflows", "ledger", "instances", id));

            assertThat(viewer.call(RestCall.get("instances").with("prefix", id)).items("workflowId"))
                    .contains(id);
            assertThat(viewer.call(RestCall.get("counts", "instances").with("prefix", "rest-written-"))
                            .text("count"))
                    .isEqualTo(String.valueOf(n + 1));
        }
    }

    @Test
    void signs_that_a_database_reads_as_patterns_mean_themselves() {
        sender.call(RestCall.note("rest-100%_a", 1));
        sender.call(RestCall.note("rest-100xya", 1));

        assertThat(prefixed("rest-100%")).containsExactly("rest-100%_a");
        assertThat(prefixed("rest-100%_")).containsExactly("rest-100%_a");
        assertThat(prefixed("rest-10__")).isEmpty();
        assertThat(prefixed("rest-100\\")).isEmpty();
        assertThat(prefixed("' or '1'='1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status, EXPECTED, RUNNING",
        "status, asleep, COMPLETED",
        "parked, perhaps, true or false",
        "limit, many, a whole number",
        "sort, name, There is no parameter 'sort'"
    })
    void a_parameter_that_is_wrong_is_named_with_what_is_allowed(String parameter, String value, String told) {
        RestAnswer refused = viewer.call(RestCall.get("instances").with(parameter, value));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("MALFORMED");
        assertThat(refused.text("detail")).contains("'" + parameter + "'", told);
    }

    @Test
    void a_parameter_that_is_given_twice_is_refused() {
        RestAnswer refused =
                viewer.call(RestCall.get("instances").with("type", "ledger").with("type", "fragile"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("'type' is given 2 times");
    }

    @Test
    void a_limit_out_of_bounds_is_brought_into_them() {
        assertThat(viewer.call(all(RestCall.get("instances")).with("limit", "0"))
                        .items("workflowId"))
                .hasSize(1);
        assertThat(viewer.call(all(RestCall.get("instances")).with("limit", "9999"))
                        .items("workflowId"))
                .hasSize(8);
    }

    private RestAnswer parked() {
        return viewer.call(all(RestCall.get("instances")).with("parked", "true"));
    }

    private List<String> prefixed(String prefix) {
        return viewer.call(RestCall.get("instances").with("prefix", prefix)).items("workflowId");
    }

    private static RestCall all(RestCall call) {
        return call.with("prefix", "rest-list-");
    }

    private static List<String> ids(String numbers) {
        return Pattern.compile(" ")
                .splitAsStream(numbers)
                .filter(number -> !number.isEmpty())
                .map(number -> "rest-list-" + number)
                .toList();
    }
}
