package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What the page of an instance tells, and what an operator does there. */
@InBrowser
class ConsoleInstanceTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final Console console;
    private final Browser browser;

    ConsoleInstanceTest(SignalboxServer server, Browser browser) {
        this.probe = server.probe();
        this.sender = server.rest(User.SENDER);
        this.console = new Console(server, browser);
        this.browser = browser;
    }

    @Test
    void the_state_is_shown_and_what_the_instance_waits_for() {
        sender.call(RestCall.note("console-state", 7));

        console.as(User.VIEWER, "instance?id=console-state");

        assertThat(console.heading()).isEqualTo("console-state");
        assertThat(facts()).contains("Workflow\nledger", "Status\nRUNNING", "Run\n1", "Events\n2", "Waiting\n0");
        assertThat(console.texts("main pre").get(0)).contains("\"notes\" : [ \"rest:7\" ]");
        assertThat(console.texts(".outlook li"))
                .containsExactly("Nothing is under way and no timer is set: it waits for a signal.");
    }

    @Test
    void the_journal_has_pages_and_shows_what_came_with_each_event() {
        sender.call(RestCall.note("console-journal", 1).id("first"));
        for (int n = 2; n <= 40; n++) {
            sender.call(RestCall.note("console-journal", n));
        }

        console.as(User.VIEWER, "instance?id=console-journal&view=journal");

        assertThat(console.text()).contains("Events 17 to 41 of 41");
        assertThat(console.column(0)).hasSize(25).startsWith("17").endsWith("41");
        console.follow("First events");
        assertThat(console.column(0)).startsWith("1", "2");
        assertThat(console.column(6)).doesNotContain("");
        assertThat(console.rows().get(0).subList(1, 3)).containsExactly("START ledger", "HANDLED");
        List<String> first = console.rows().get(1);
        assertThat(first.get(1)).isEqualTo("SIGNAL note\nsignal id first");
        assertThat(first.get(5)).contains("payload {\"sender\":\"rest\",\"number\":1}");
        assertThat(console.follow("Newer").column(0)).startsWith("17").endsWith("41");
    }

    @Test
    void an_operator_may_take_the_instance_along_as_a_file() {
        sender.call(RestCall.note("console-export/1", 1));

        console.as(User.VIEWER, "instance?id=console-export%2F1&view=journal");
        assertThat(console.text()).doesNotContain("Export for a replay");
        browser.forget();
        console.as(User.OPERATOR, "instance?id=console-export%2F1&view=journal");
        assertThat(console.text()).contains("Export for a replay");
        assertThat(browser.driver().getPageSource()).contains("/signalbox/api/v1/instances/console-export%2F1/export");
    }

    @Test
    void timers_are_shown_with_their_time() {
        sender.call(clockwork("after", "\"PT2H30M\""));
        sender.call(clockwork("every", "\"PT3H\""));

        console.as(User.VIEWER, "instance?id=console-timers&view=timers");

        assertThat(console.column(0)).containsExactly("once", "beat");
        assertThat(console.column(1)).allSatisfy(due -> assertThat(due).endsWith("in 2 h"));
        assertThat(console.column(2)).containsExactly("once", "PT3H");
        assertThat(console.texts(".outlook li"))
                .containsExactly("Timer 'once' is due in 2 h.", "Timer 'beat' is due in 2 h.");
    }

    @Test
    void activities_are_shown_with_attempts_result_and_failure() {
        order("SUCCEED", "console-good");
        order("FAIL_FOR_GOOD", "console-bad");
        order("TAKE_LONG_AT_FIRST", "console-slow");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from activity where workflow_id = 'console-activities'"
                                + " and state = 'COMPLETED'")
                        == 2);
        probe.turnOff("console-slow");

        console.as(User.VIEWER, "instance?id=console-activities&view=activities");

        assertThat(console.column(0)).containsExactly("Chores.takeLongAtFirst", "Chores.failForGood", "Chores.succeed");
        assertThat(console.column(2)).containsExactly("COMPLETED", "FAILED", "COMPLETED");
        assertThat(console.column(3)).containsExactly("2", "1", "1");
        assertThat(console.column(6)).doesNotContain("");
        assertThat(console.column(5).get(1)).contains("arguments [\"console-bad\"]", "there is no console-bad");
        assertThat(console.column(5).get(2)).contains("result \"console-good done in call 1\"");
    }

    @Test
    void what_is_under_way_is_what_it_waits_for() {
        sender.call(RestCall.signal("console-outlook", "after", "\"PT3H\"").with("workflowType", "clockwork"));
        insertActivity(1, "'SCHEDULED', 0, current_timestamp, null");
        insertActivity(2, "'SCHEDULED', 2, current_timestamp, null");
        insertActivity(3, "'RUNNING', 1, current_timestamp, current_timestamp");

        console.as(User.VIEWER, "instance?id=console-outlook");

        List<String> lines = console.texts(".outlook li");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("Activity Chores.wait runs, attempt 1, begun ")
                .endsWith(" ago.");
        assertThat(lines.get(1)).startsWith("Activity Chores.wait failed in attempt 2; the next one is due in ");
        assertThat(lines.get(2)).isEqualTo("Activity Chores.wait is to begin.");
        assertThat(lines.get(3)).isEqualTo("Timer 'once' is due in 2 h.");
        assertThat(console.follow(lines.get(0)).texts("h2")).contains("Activities");
    }

    @Test
    void a_handler_that_waits_says_for_what_and_where() {
        probe.startWith("voyage", "console-waiting", "{\"ship\":\"console-waiting\",\"patience\":\"PT3H\"}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> probe.number(
                                "select count(*) from activity where workflow_id = 'console-waiting' and ended_at is not null")
                        == 1);

        console.as(User.VIEWER, "instance?id=console-waiting");

        assertThat(console.texts(".outlook li"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("The main line waits for a condition or time until ")
                        .contains(" at Voyage.sail"));
    }

    /** One that nobody works at and that is not swept up for an hour. */
    private void insertActivity(int ordinal, String state) {
        probe.change(
                "insert into activity (workflow_id, sequence, ordinal, run, type, method, arguments, state, attempt,"
                        + " scheduled_at, started_at, wake_at) values ('console-outlook', 2, " + ordinal
                        + ", 1, 'Chores', 'wait', '[]', " + state + ", current_timestamp + interval '1' hour)");
    }

    @Test
    void an_instance_whose_workflow_is_gone_says_so() {
        sender.call(RestCall.note("console-gone", 1));
        probe.change("update instance set type = 'gone' where workflow_id = 'console-gone'");

        console.as(User.VIEWER, "instance?id=console-gone");

        assertThat(console.texts(".outlook li"))
                .containsExactly("Workflow 'gone' is not deployed; nothing is handled until it is.");
        assertThat(console.openInstance("console-gone", "queries").text()).contains("not deployed");
    }

    @Test
    void a_parked_instance_tells_why_and_an_operator_gets_it_going() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "console-parked"));
        sender.call(job(1, "console-parked"));
        sender.call(job(2, ""));

        console.as(User.OPERATOR, "instance?id=console-parked");

        assertThat(console.texts(".parked").get(0))
                .contains("Parked: it does not go on", "event 2", "job 1 is poisonous", "The next attempt is due at");
        assertThat(console.texts(".parts a")).contains("Inbox (2)");
        console.follow("Inbox (2)");
        assertThat(console.column(2)).containsExactly("WAITING", "WAITING");
        console.press("Retry now");
        assertThat(console.notice()).contains("events still wait");

        probe.turnOff("console-parked");
        await().atMost(LIMIT).untilAsserted(() -> {
            console.openInstance("console-parked", "state");
            if (console.buttons().contains("Retry now")) {
                console.press("Retry now");
            }
            assertThat(console.texts(".parked")).isEmpty();
        });

        assertThat(console.openInstance("console-parked", "inbox").text()).contains("None.");
        assertThat(probe.query("console-parked", "done")).hasToString("[1,2]");
    }

    @Test
    void the_end_of_a_run_is_told_with_its_result_or_its_failure() {
        sender.call(RestCall.note("console-failed", 1));
        sender.call(RestCall.signal("console-failed", "giveUp", "\"the supplier is bankrupt\""));
        sender.call(RestCall.note("console-completed", 1));
        sender.call(RestCall.signal("console-completed", "closeWith", "\"shipped\""));

        console.as(User.VIEWER, "instance?id=console-failed");
        assertThat(console.texts(".failed").get(0)).contains("Failed", "the supplier is bankrupt");
        assertThat(console.texts(".outlook")).isEmpty();

        console.openInstance("console-completed", "state");
        assertThat(facts()).contains("Status\nCOMPLETED");
        assertThat(console.text()).contains("Result", "\"shipped\"");
    }

    @Test
    void a_query_is_asked_with_its_argument_and_a_mistake_is_told() {
        sender.call(RestCall.note("console-query", 1));
        console.as(User.VIEWER, "instance?id=console-query&view=queries");

        console.choose("Query", "notes").press("Ask");
        assertThat(console.texts("main pre")).containsExactly("[ \"rest:1\" ]");
        console.choose("Query", "noteAt").fill("Argument", "nonsense").press("Ask");
        assertThat(console.notice()).contains("no int", "nonsense");
        console.fill("Argument", "0").press("Ask");

        assertThat(console.texts("main pre")).containsExactly("\"rest:1\"");
        assertThat(console.value("Query")).isEqualTo("noteAt");
    }

    @Test
    void a_signal_is_sent_by_hand() {
        sender.call(RestCall.note("console-signal", 1));
        console.as(User.OPERATOR, "instance?id=console-signal&view=signal");

        console.choose("Signal", "note — takes Note")
                .fill("Payload", "{\"sender\":\"hand\",\"number\":2}")
                .press("Send");

        assertThat(console.notice()).contains("HANDLED as event 3");
        assertThat(console.texts("h2")).contains("Journal");
        assertThat(probe.query("console-signal", "notes")).hasToString("[\"rest:1\",\"hand:2\"]");
        assertThat(console.openInstance("console-signal", "journal").texts(".notice"))
                .as("said once")
                .isEmpty();
    }

    @Test
    void a_mistake_in_a_signal_is_told_before_anything_is_sent_and_what_was_written_stays() {
        sender.call(RestCall.note("console-mistake", 1));
        console.as(User.OPERATOR, "instance?id=console-mistake&view=signal");

        console.press("Send");
        assertThat(console.notice()).contains("Nothing was sent. Choose a signal.");
        console.choose("Signal", "note")
                .fill("Payload", "{\"sender\":\"<b>\",\"number\":true}")
                .press("Send");

        assertThat(console.notice()).contains("Nothing was sent.", "number");
        assertThat(console.value("Signal")).isEqualTo("note");
        assertThat(console.value("Payload")).isEqualTo("{\"sender\":\"<b>\",\"number\":true}");
        assertThat(probe.number("select count(*) from undeliverable where workflow_id = 'console-mistake'"))
                .isZero();
        console.fill("Payload", "{\"sender\":\"right\",\"number\":2}").press("Send");
        assertThat(console.notice()).contains("HANDLED");
    }

    @Test
    void a_form_sent_twice_has_one_effect() {
        sender.call(RestCall.note("console-twice", 1));
        console.as(User.OPERATOR, "instance?id=console-twice&view=signal");
        console.choose("Signal", "touch").press("Send");

        browser.driver().navigate().back();
        console.choose("Signal", "touch").press("Send");

        assertThat(console.notice()).contains("DUPLICATE");
        assertThat(probe.query("console-twice", "touches").asInt()).isEqualTo(1);
    }

    @Test
    void an_instance_that_does_not_exist_is_not_found() {
        console.as(User.VIEWER, "instance?id=console-nobody");

        assertThat(console.status()).isEqualTo(404);
        assertThat(console.heading()).isEqualTo("There is no instance 'console-nobody'");
        assertThat(browser.complaints()).singleElement().asString().contains("404");
    }

    private List<String> facts() {
        return console.texts(".facts > div");
    }

    private void order(String chore, String key) {
        sender.call(
                RestCall.signal("console-activities", "order", "{\"chore\":\"" + chore + "\",\"key\":\"" + key + "\"}")
                        .with("workflowType", "errands"));
    }

    private static RestCall clockwork(String signal, String payload) {
        return RestCall.signal("console-timers", signal, payload).with("workflowType", "clockwork");
    }

    private static RestCall job(int number, String poison) {
        return RestCall.signal("console-parked", "work", "{\"number\":" + number + ",\"poison\":\"" + poison + "\"}");
    }
}
