package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Instances are found and signalled by their search attributes, over HTTP and JMS. */
@OnServer
class RestSearchTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient client;
    private final Sender sender;

    RestSearchTest(SignalboxServer server, Sender sender) {
        probe = server.probe();
        client = server.rest(User.OPERATOR);
        this.sender = sender;
    }

    private void begin(String id, int left, String number, String tags, String due) {
        client.call(RestCall.post("workflows", "depot", "instances", id).json(String.valueOf(left)));
        client.call(RestCall.signal(
                id, "take", "{\"number\":\"" + number + "\",\"tags\":" + tags + ",\"due\":\"" + due + "\"}"));
    }

    private static RestCall search(String prefix) {
        return RestCall.get("instances").with("type", "depot").with("prefix", prefix);
    }

    private List<String> found(RestCall call) {
        RestAnswer answer = client.call(call);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.items("workflowId");
    }

    private static RestCall settle(String number, int pieces) {
        return RestCall.post("workflows", "depot", "signals", "settle")
                .with("businessKey", "number=" + number)
                .json(String.valueOf(pieces));
    }

    @Test
    void a_list_is_filtered_by_equal_values_and_by_ranges_and_sees_what_was_written_before() {
        begin("search-list-1", 5, "N/1", "[\"late\",\"Zoë\"]", "2024-02-29T10:00:00Z");
        begin("search-list-2", 50, "N/2", "[\"late\"]", "2024-03-01T10:00:00Z");
        begin("search-list-3", 500, "n/2", "[]", "2024-03-02T10:00:00Z");

        assertThat(found(search("search-list-").with("attr.left", "50.0"))).containsExactly("search-list-2");
        assertThat(found(search("search-list-").with("attr.left.from", "6")))
                .containsExactly("search-list-2", "search-list-3");
        assertThat(found(search("search-list-").with("attr.left.from", "5").with("attr.left.to", "50")))
                .containsExactly("search-list-1", "search-list-2");
        assertThat(found(search("search-list-").with("attr.number", "N/2"))).containsExactly("search-list-2");
        assertThat(found(search("search-list-").with("attr.number.from", "a"))).containsExactly("search-list-3");
        assertThat(found(search("search-list-").with("attr.tags", "late")))
                .containsExactly("search-list-1", "search-list-2");
        assertThat(found(search("search-list-").with("attr.tags", "Zoë").with("attr.left", "5")))
                .containsExactly("search-list-1");
        assertThat(found(search("search-list-").with("attr.due.to", "2024-03-01T11:00:00+01:00")))
                .containsExactly("search-list-1", "search-list-2");
        RestAnswer page =
                client.call(search("search-list-").with("attr.left.from", "0").with("limit", "2"));
        assertThat(found(search("search-list-").with("attr.left.from", "0").with("after", page.text("next"))))
                .containsExactly("search-list-3");
        assertThat(client.call(RestCall.get("counts", "instances")
                                .with("type", "depot")
                                .with("prefix", "search-list-")
                                .with("attr.tags", "late"))
                        .text("count"))
                .isEqualTo("2");
    }

    @Test
    void what_is_asked_wrongly_is_told() {
        assertThat(client.call(RestCall.get("instances").with("attr.left", "1")).text("detail"))
                .contains("needs the parameter 'type'");
        assertThat(client.call(search("x").with("attr.right", "1")).text("detail"))
                .contains("no search attribute 'right'; there are [due, left, number, tags]");
        assertThat(client.call(search("x").with("attr.left", "many")).reason()).isEqualTo("MALFORMED");
        assertThat(client.call(RestCall.get("instances").with("type", "nothing").with("attr.left", "1"))
                        .reason())
                .isEqualTo("UNKNOWN_WORKFLOW");
        assertThat(client.call(RestCall.get("instances").with("attribute", "1")).status())
                .isEqualTo(400);
        assertThat(client.call(RestCall.get("instances").with("attr.", "1")).status())
                .isEqualTo(400);
    }

    @Test
    void only_a_turn_that_changes_a_value_writes_rows() {
        begin("search-rows", 5, "rows", "[\"a\",\"b\"]", "2024-02-29T10:00:00Z");
        String rows = "select name, ordinal, coalesce(text_value, '') from attribute where workflow_id = 'search-rows'"
                + " order by name, ordinal";
        List<List<String>> before = probe.rows(rows);
        probe.number("select count(*) from attribute where workflow_id = 'search-rows'");

        client.call(RestCall.post("instances", "search-rows", "signals", "touch"));
        client.call(RestCall.post("instances", "search-rows", "signals", "end"));

        assertThat(before).hasSize(5);
        assertThat(probe.rows(rows)).isEqualTo(before);
        assertThat(found(search("search-rows").with("status", "COMPLETED").with("attr.number", "rows")))
                .as("closed ones are found, too")
                .containsExactly("search-rows");
    }

    @Test
    void a_signal_by_business_key_goes_to_the_one_that_has_it_and_its_repetition_too() {
        begin("search-key-1", 5, "key-1", "[]", "2024-02-29T10:00:00Z");

        RestAnswer first = client.call(settle("key-1", 2).id("s1"));
        begin("search-key-2", 5, "key-1", "[]", "2024-02-29T10:00:00Z");
        RestAnswer repeated = client.call(settle("key-1", 2).id("s1"));

        assertThat(first.outcome()).isEqualTo("HANDLED");
        assertThat(first.text("workflowId")).isEqualTo("search-key-1");
        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(repeated.text("workflowId")).isEqualTo("search-key-1");
        assertThat(probe.query("search-key-2", "left").asInt()).isEqualTo(5);
    }

    @Test
    void none_and_several_are_kept_as_undeliverable_and_can_be_sent_again() {
        RestAnswer none = client.call(settle("key-none", 1).id("n1"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.reason()).isEqualTo("NO_MATCH");
        assertThat(none.text("signalId")).isEqualTo("n1");
        begin("search-several-1", 5, "key-several", "[]", "2024-02-29T10:00:00Z");
        begin("search-several-2", 5, "key-several", "[]", "2024-02-29T10:00:00Z");
        RestAnswer several = client.call(settle("key-several", 1).id("n2"));
        assertThat(several.status()).isEqualTo(409);
        assertThat(several.reason()).isEqualTo("SEVERAL_MATCHES");
        assertThat(several.text("detail")).contains("search-several-1", "search-several-2");

        begin("search-late", 5, "key-none", "[]", "2024-02-29T10:00:00Z");
        String number = probe.text("select id from undeliverable where reason = 'NO_MATCH' and signal_id = 'n1'");
        RestAnswer resent = client.call(RestCall.post("undeliverable", number, "resend"));

        assertThat(resent.outcome()).as(resent.toString()).isEqualTo("HANDLED");
        assertThat(probe.query("search-late", "left").asInt()).isEqualTo(4);
    }

    @Test
    void a_key_that_can_not_be_understood_is_told_and_kept() {
        for (String key : List.of("number", "=1", "colour=red", "left=many")) {
            RestAnswer wrong = client.call(RestCall.post("workflows", "depot", "signals", "touch")
                    .with("businessKey", key)
                    .id("wrong " + key));
            assertThat(wrong.reason()).as(wrong.toString()).isEqualTo("MALFORMED");
            assertThat(probe.number("select count(*) from undeliverable where signal_id = ?", "wrong " + key))
                    .isEqualTo(1);
        }
        assertThat(client.call(RestCall.post("workflows", "depot", "signals", "touch"))
                        .text("detail"))
                .contains("'businessKey'");
    }

    @Test
    void a_jms_message_is_addressed_by_a_property() {
        begin("search-jms", 5, "key-jms", "[]", "2024-02-29T10:00:00Z");

        sender.send(Draft.text("3")
                .signal("settle")
                .with("workflowType", "depot")
                .with("businessKey", "number=key-jms")
                .with("JMSXGroupID", "key-jms"));
        sender.send(Draft.text("3")
                .signal("settle")
                .with("workflowType", "depot")
                .with("businessKey", "number=key-jms-none")
                .with("signalId", "jms-none"));

        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(probe.query("search-jms", "left").asInt()).isEqualTo(2));
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.rows("select reason from undeliverable where signal_id = 'jms-none'"))
                                .containsExactly(List.of("NO_MATCH")));
    }
}
