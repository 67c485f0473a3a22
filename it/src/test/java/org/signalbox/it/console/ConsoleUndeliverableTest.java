package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Settling in the console what nobody could take. */
@InBrowser
class ConsoleUndeliverableTest {

    private final Probe probe;
    private final RestClient sender;
    private final Console console;
    private final Browser browser;

    ConsoleUndeliverableTest(SignalboxServer server, Browser browser) {
        this.probe = server.probe();
        this.sender = server.rest(User.SENDER);
        this.console = new Console(server, browser);
        this.browser = browser;
    }

    @Test
    void the_list_is_filtered_by_reason_and_workflow_id_and_has_pages() {
        for (int n = 1; n <= 27; n++) {
            sender.call(RestCall.signal("console-und-list", "note", "[]").with("workflowType", "ledger"));
        }
        sender.call(RestCall.signal("console-und-list", "dance", "{}").with("workflowType", "ledger"));

        console.as(User.VIEWER, "undeliverable")
                .fill("Workflow id", "console-und-list")
                .press("Filter");

        assertThat(console.rows()).hasSize(25).allMatch(row -> row.get(3).equals("console-und-list"));
        assertThat(console.column(2)).startsWith("UNKNOWN_SIGNAL", "BAD_PAYLOAD");
        assertThat(console.follow("Older").rows()).hasSize(3);
        console.follow("Newest").choose("Reason", "UNKNOWN_SIGNAL").press("Filter");
        assertThat(console.column(4)).containsExactly("dance");
        assertThat(console.column(5).get(0)).contains("no signal 'dance'", "note");
        assertThat(console.value("Workflow id")).isEqualTo("console-und-list");
    }

    @Test
    void one_is_shown_as_it_came() {
        sender.call(RestCall.signal("console-und-shown", "note", "{\"sender\":\"Zoë\"")
                .id("shown")
                .with("workflowType", "ledger")
                .with("startInput", "{\"a\":1}"));

        console.as(User.VIEWER, "undeliverable?workflowId=console-und-shown");
        console.follow(console.column(0).get(0));

        assertThat(console.heading()).startsWith("Undeliverable ");
        assertThat(console.texts(".facts > div"))
                .contains(
                        "Workflow id\nconsole-und-shown",
                        "Signal\nnote",
                        "Signal id\nshown",
                        "Starts workflow\nledger",
                        "Settled\nno");
        assertThat(console.texts("main pre")).containsExactly("{\"sender\":\"Zoë\"", "{\n  \"a\" : 1\n}");
        assertThat(console.texts(".properties div")).contains("user\nsender", "door\nREST");
    }

    @Test
    void one_is_sent_again_when_what_was_missing_is_there() {
        sender.call(RestCall.signal("console-und-resent", "text", "\"late\"").id("late"));
        console.as(User.OPERATOR, "undeliverable?workflowId=console-und-resent");
        console.follow(console.column(0).get(0));

        console.press("Send again");
        assertThat(console.notice()).contains("rejected again", "no instance 'console-und-resent'");
        assertThat(console.buttons()).contains("Send again", "Discard");
        sender.call(RestCall.post("workflows", "ledger", "instances", "console-und-resent"));
        console.press("Send again");

        assertThat(console.notice()).contains("HANDLED", "console-und-resent");
        assertThat(console.texts(".facts > div")).contains("Settled\nRESENT");
        assertThat(console.buttons()).isEmpty();
        assertThat(probe.query("console-und-resent", "notes")).hasToString("[\"late\"]");
        assertThat(console.open("undeliverable?workflowId=console-und-resent").rows())
                .isEmpty();
    }

    @Test
    void one_is_discarded_and_stays_readable() {
        sender.call(RestCall.signal("console-und-gone", "text", "\"x\"").id("gone"));
        console.as(User.ADMIN, "undeliverable?workflowId=console-und-gone");
        String number = console.column(0).get(0);

        console.follow(number).press("Discard");

        assertThat(console.heading()).isEqualTo("Undeliverable");
        assertThat(console.notice()).contains(number, "discarded");
        assertThat(console.open("undeliverable-signal?number=" + number).texts(".facts > div"))
                .contains("Settled\nDISCARDED");
        assertThat(probe.rows("select settled, settled_by from undeliverable where id = " + number))
                .containsExactly(List.of("DISCARDED", "admin"));
    }

    @Test
    void what_a_colleague_has_settled_meanwhile_is_said() {
        sender.call(RestCall.signal("console-und-both", "text", "\"x\""));
        console.as(User.OPERATOR, "undeliverable?workflowId=console-und-both");
        String number = console.column(0).get(0);
        console.follow(number);
        probe.change("update undeliverable set settled = 'DISCARDED' where id = " + number);

        console.press("Send again");

        assertThat(console.notice()).contains("Somebody else");
    }

    @Test
    void a_number_that_does_not_exist_is_not_found() {
        console.as(User.VIEWER, "undeliverable-signal?number=999999999");

        assertThat(console.status()).isEqualTo(404);
        assertThat(console.heading()).contains("999999999");
        assertThat(browser.complaints()).singleElement().asString().contains("404");
    }
}
