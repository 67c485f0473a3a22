package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What an operator decides about a run, by hand. */
@InBrowser
class ConsoleOperateTest {

    private final RestClient sender;
    private final Console console;
    private final Browser browser;

    ConsoleOperateTest(SignalboxServer server, Browser browser) {
        this.sender = server.rest(User.SENDER);
        this.console = new Console(server, browser);
        this.browser = browser;
    }

    @Test
    void a_run_is_cancelled_with_a_reason() {
        sender.call(RestCall.note("console-cancel", 1));
        console.as(User.OPERATOR, "instance?id=console-cancel&view=operate");

        browser.driver().findElement(By.id("cancel-reason")).sendKeys("left <b>us</b>");
        console.press("Cancel the run");

        assertThat(console.notice()).contains("The run has ended: CANCELLED.");
        assertThat(console.text()).contains("CANCEL cancel", "left <b>us</b>", "operator");
        assertThat(console.openInstance("console-cancel", "operate").text()).contains("this run has ended");
    }

    @Test
    void a_run_is_terminated_only_if_the_box_is_ticked() {
        sender.call(RestCall.note("console-terminate", 1));
        console.as(User.OPERATOR, "instance?id=console-terminate&view=operate");

        console.run("document.getElementById('terminate-sure').required = false");
        console.press("Terminate the run");
        assertThat(console.notice()).contains("Nothing was done");
        console.openInstance("console-terminate", "operate");
        browser.driver().findElement(By.id("terminate-reason")).sendKeys("stuck");
        browser.driver().findElement(By.id("terminate-sure")).click();
        console.press("Terminate the run");

        assertThat(console.notice()).contains("Terminated.");
        assertThat(console.texts(".failed").get(0)).contains("Terminated: this run has ended", "stuck (by operator)");
    }

    @Test
    void a_run_is_paused_and_resumed() {
        sender.call(RestCall.note("console-pause", 1));
        console.as(User.OPERATOR, "instance?id=console-pause&view=operate");

        browser.driver().findElement(By.id("pause-reason")).sendKeys("stocktaking");
        console.press("Pause the run");
        assertThat(console.texts(".paused").get(0)).contains("Paused: nothing is handled", "stocktaking (by operator)");
        sender.call(RestCall.note("console-pause", 2));
        console.openInstance("console-pause", "inbox");
        assertThat(console.column(2)).containsExactly("WAITING");
        console.press("Resume");

        assertThat(console.notice()).contains("Resumed");
        assertThat(console.texts(".paused")).isEmpty();
    }

    @Test
    void what_a_start_said_of_its_run_is_shown() {
        sender.call(RestCall.post("workflows", "ledger", "instances", "console-limits")
                .with("startDelay", "PT1H")
                .with("runTimeout", "P1D")
                .with("memo", "{\"region\":\"<i>north</i>\"}"));

        console.as(User.VIEWER, "instance?id=console-limits");

        assertThat(console.texts(".facts > div"))
                .anySatisfy(fact -> assertThat(fact).startsWith("Begins\n"))
                .anySatisfy(fact -> assertThat(fact).startsWith("Must end by\n"))
                .contains("region\n<i>north</i>");
        assertThat(console.texts(".outlook li"))
                .anySatisfy(line -> assertThat(line).startsWith("The run begins in "));
        assertThat(console.open("instances?prefix=console-limits").text()).contains("<i>north</i>");
    }

    @Test
    void a_poison_signal_is_edited_and_another_one_skipped() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "console-mend"));
        sender.call(RestCall.signal("console-mend", "work", "{\"number\":1,\"poison\":\"console-mend\"}"));
        sender.call(RestCall.signal("console-mend", "work", "{\"number\":2,\"poison\":\"console-mend\"}"));
        sender.call(RestCall.signal("console-mend", "work", "{\"number\":3,\"poison\":\"\"}"));
        console.as(User.OPERATOR, "standstill");
        assertThat(console.text())
                .contains("Not moving", "Parked: the code of the workflow fails.", "job 1 is poisonous");
        console.follow("console-mend");

        console.choose("What to do", "Edit").fill("New payload", "{\"number\":7,\"poison\":\"\"}");
        console.fill("Reason", "a <b>slip</b>").press("Mend");
        assertThat(console.notice()).contains("Event 2 has the new payload");
        console.fill("Event", "3").choose("What to do", "Skip").press("Mend");
        assertThat(console.notice()).contains("Event 3 is skipped");

        console.openInstance("console-mend", "journal");
        assertThat(console.text()).contains("MEND edit", "MEND skip", "SKIPPED", "a <b>slip</b>");
    }

    @Test
    void a_viewer_can_end_nothing() {
        sender.call(RestCall.note("console-operate", 1));

        console.as(User.VIEWER, "instance?id=console-operate&view=operate");

        assertThat(console.texts(".parts a")).doesNotContain("Operate");
        assertThat(console.buttons()).doesNotContain("Cancel the run", "Terminate the run", "Pause the run");
    }
}
