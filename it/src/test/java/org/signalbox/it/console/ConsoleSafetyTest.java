package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Dimension;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The console does only what the one who uses it wants and may, whatever senders and other sites try. */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSafetyTest {

    private static final String HOSTILE = "<script>window.hacked=1</script><img src=x onerror='window.hacked=2'>"
            + "\"><svg/onload=window.hacked=3>&lt;#{1+1}${1+1}";

    private static final List<String> ACTIONS = List.of("retry", "signal", "resend", "discard", "life");

    /** With the buttons that a viewer sees. */
    private static final Map<String, List<String>> PAGES = Map.ofEntries(
            Map.entry("home", List.of()),
            Map.entry("instances", List.of("Filter")),
            Map.entry("instance?id=console-safe", List.of()),
            Map.entry("instance?id=console-safe&view=inbox", List.of()),
            Map.entry("instance?id=console-safe&view=journal", List.of()),
            Map.entry("instance?id=console-safe&view=timers", List.of()),
            Map.entry("instance?id=console-safe&view=activities", List.of()),
            Map.entry("instance?id=console-safe&view=queries", List.of("Ask")),
            Map.entry("instance?id=console-safe&view=signal", List.of()),
            Map.entry("instance?id=console-safe-parked", List.of()),
            Map.entry("undeliverable", List.of("Filter")));

    private final Probe probe;
    private final RestClient sender;
    private final Console console;
    private final Browser browser;

    ConsoleSafetyTest(SignalboxServer server, Browser browser) {
        this.probe = server.probe();
        this.sender = server.rest(User.SENDER);
        this.console = new Console(server, browser);
        this.browser = browser;
    }

    @BeforeAll
    void prepare() {
        String json = "\"" + HOSTILE.replace("\"", "\\\"") + "\"";
        sender.call(RestCall.signal(HOSTILE, "text", json).id(HOSTILE).with("workflowType", "ledger"));
        sender.call(RestCall.signal(HOSTILE, HOSTILE, json).id(HOSTILE + "refused"));
        sender.call(RestCall.signal(HOSTILE, "giveUp", json));
        sender.call(RestCall.note("console-safe", 1));
        sender.call(RestCall.note("console-safe-rightful", 1));
        sender.call(RestCall.signal("console-safe-refused", "note", "{}"));
        sender.call(RestCall.post("workflows", "fragile", "instances", "console-safe-parked"));
        sender.call(RestCall.signal("console-safe-parked", "work", "{\"number\":1,\"poison\":\"console-safe\"}"));
    }

    @Test
    void text_of_senders_and_addresses_is_shown_and_never_run() {
        String encoded = RestCall.encoded(HOSTILE);
        console.as(User.OPERATOR, "instance?id=" + encoded);
        assertThat(console.heading()).isEqualTo(HOSTILE);

        for (String page : List.of(
                "instances?prefix=" + encoded,
                "instances?type=" + encoded + "&status=" + encoded + "&parked=" + encoded + "&after=" + encoded,
                "instance?id=" + encoded,
                "instance?id=" + encoded + "&view=journal",
                "instance?id=" + encoded + "&view=queries&query=notes",
                "instance?id=" + encoded + "&view=queries&query=" + encoded + "&argument=" + encoded,
                "instance?id=" + encoded + "&view=signal&signal=" + encoded + "&payload=" + encoded,
                "undeliverable?workflowId=" + encoded,
                "undeliverable?reason=" + encoded + "&first=" + encoded)) {
            console.open(page);
            isHarmless(page);
        }
    }

    @Test
    void so_is_an_undeliverable_signal() {
        console.as(User.OPERATOR, "undeliverable?workflowId=" + RestCall.encoded(HOSTILE));
        console.follow(console.column(0).get(0));

        assertThat(console.texts("main pre").get(0)).isEqualTo("\"" + HOSTILE.replace("\"", "\\\"") + "\"");
        isHarmless("undeliverable");
    }

    @Test
    void so_is_what_was_not_found() {
        console.as(User.OPERATOR, "instance?id=" + RestCall.encoded(HOSTILE + "nobody"));

        assertThat(console.heading()).contains(HOSTILE);
        isHarmless("nobody");
        assertThat(browser.complaints()).singleElement().asString().contains("404");
    }

    private void isHarmless(String page) {
        assertThat(console.run("return window.hacked === undefined")).as(page).isEqualTo("true");
        assertThat(
                        console.run(
                                "return document.querySelectorAll("
                                        + "'script, main img, main svg, iframe, object, [style], [onload], [onerror], [onclick]').length"))
                .as(page)
                .isEqualTo("0");
        assertThat(console.heading()).as(page).isNotEqualTo("This page can't be shown");
        assertThat(console.text()).as("no expression is evaluated").doesNotContain("&lt;2");
    }

    @Test
    void a_viewer_sees_no_button_that_changes_anything() {
        console.as(User.VIEWER, "home");

        PAGES.forEach((page, buttons) -> {
            console.open(page);
            assertThat(console.status()).as(page).isEqualTo(200);
            assertThat(console.buttons()).as(page).isEqualTo(buttons);
            assertThat(console.text()).as(page).doesNotContain("Send a signal");
        });
    }

    @Test
    void nor_on_an_undeliverable_signal() {
        console.as(User.VIEWER, "undeliverable?workflowId=console-safe-refused");
        console.follow(console.column(0).get(0));

        assertThat(console.buttons()).isEmpty();
    }

    @Test
    void every_page_fits_a_narrow_screen() {
        Dimension wide = browser.driver().manage().window().getSize();
        browser.driver().manage().window().setSize(new Dimension(400, 800));
        try {
            console.as(User.OPERATOR, "home");

            PAGES.keySet().forEach(page -> {
                console.open(page);
                assertThat(console.run("return document.documentElement.scrollWidth"
                                + " <= document.documentElement.clientWidth"))
                        .as(page)
                        .isEqualTo("true");
            });
        } finally {
            browser.driver().manage().window().setSize(wide);
        }
    }

    @Test
    void an_action_that_a_viewer_forges_is_refused_though_the_token_is_right() {
        console.as(User.VIEWER, "home");

        for (String action : ACTIONS) {
            assertThat(post(action, "document.querySelector('[name=csrf]').value"))
                    .as(action)
                    .isEqualTo("403");
        }

        nothingHappened();
    }

    @Test
    void an_action_of_an_operator_needs_the_token_of_the_session() {
        console.as(User.OPERATOR, "home");

        for (String action : ACTIONS) {
            assertThat(post(action, "''")).as(action).isEqualTo("403");
            assertThat(post(action, "'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'"))
                    .as(action)
                    .isEqualTo("403");
        }

        nothingHappened();
        assertThat(post("signal", "document.querySelector('[name=csrf]').value", "console-safe-rightful"))
                .as("with the token it is done")
                .isEqualTo("200");
        assertThat(probe.query("console-safe-rightful", "touches").asInt()).isEqualTo(1);
    }

    @Test
    void an_action_is_not_done_by_an_address_alone() {
        console.as(User.OPERATOR, "home");
        String token = console.run("return document.querySelector('[name=csrf]').value");

        console.open("actions/retry?id=console-safe-parked&csrf=" + token);

        assertThat(console.status()).isEqualTo(405);
        assertThat(console.heading()).isEqualTo("Not this way");
        assertThat(browser.complaints()).singleElement().asString().contains("405");
    }

    @Test
    void the_session_of_the_console_reads_over_rest_and_changes_nothing() {
        console.as(User.OPERATOR, "home");

        assertThat(console.run("return fetch('/signalbox/api/v1/instances/console-safe').then(a => a.status)"))
                .isEqualTo("200");
        assertThat(console.run("return fetch('/signalbox/api/v1/instances/console-safe/signals/touch',"
                        + " {method: 'POST'}).then(a => a.status)"))
                .isEqualTo("403");
        assertThat(probe.query("console-safe", "touches").asInt()).isZero();
        assertThat(browser.complaints()).singleElement().asString().contains("403");
    }

    /** The status that a form gets which the page at hand does not have. */
    private String post(String action, String token) {
        return post(action, token, "console-safe");
    }

    private String post(String action, String token, String id) {
        String number = probe.text("select id from undeliverable where workflow_id = 'console-safe-refused'");
        String status =
                console.run("return fetch('actions/" + action + "', {method: 'POST', body: new URLSearchParams({"
                        + "csrf: " + token + ", id: '" + id
                        + "', signal: 'touch', operation: 'terminate', sure: 'true', number: '"
                        + number + "'})})"
                        + ".then(answer => answer.status)");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("403"));
        return status;
    }

    private void nothingHappened() {
        assertThat(probe.query("console-safe", "touches").asInt()).isZero();
        assertThat(probe.text("select status from instance where workflow_id = 'console-safe'"))
                .isEqualTo("RUNNING");
        assertThat(probe.text("select settled from undeliverable where workflow_id = 'console-safe-refused'"))
                .isEqualTo("null");
    }
}
