package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The page of schedules, and what an operator does there. */
@InBrowser
class ConsoleSchedulesTest {

    private static final String SCHEDULE = "/schedules/console-nightly";

    private final Probe probe;
    private final RestClient operator;
    private final Console console;

    ConsoleSchedulesTest(SignalboxServer server, Browser browser) {
        this.probe = server.probe();
        this.operator = server.rest(User.OPERATOR);
        this.console = new Console(server, browser);
    }

    private void define() {
        operator.call(RestCall.of("PUT", SCHEDULE)
                .json(
                        "{\"calendar\":{\"hour\":\"2\"},\"signal\":{\"workflowId\":\"console-nightly\",\"signal\":\"note\","
                                + "\"workflowType\":\"ledger\",\"payload\":{\"sender\":\"clock\",\"number\":1}}}"));
    }

    @AfterEach
    void delete() {
        operator.call(RestCall.of("DELETE", SCHEDULE));
    }

    @Test
    void a_schedule_is_shown_with_its_next_times_and_nothing_to_press_for_a_viewer() {
        define();

        console.as(User.VIEWER, "schedules");

        assertThat(console.column(0)).contains("console-nightly");
        assertThat(console.column(1).get(0)).contains(" 02:00:00.000", "in ");
        assertThat(console.buttons()).doesNotContain("Pause", "Trigger now");
    }

    @Test
    void an_operator_pauses_resumes_and_triggers_it() {
        define();
        console.as(User.OPERATOR, "schedules");

        console.press("Pause");
        assertThat(console.notice()).isEqualTo("Schedule 'console-nightly': paused; what comes due is dropped.");
        assertThat(console.column(0).get(0)).contains("PAUSED");
        console.press("Resume");
        assertThat(console.column(0).get(0)).doesNotContain("PAUSED");
        console.press("Trigger now");
        assertThat(console.notice()).contains("it is carried out now");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> probe.number("select count(*) from journal where workflow_id = 'console-nightly'"
                                + " and kind = 'SIGNAL'")
                        == 1);
    }

    @Test
    void one_that_is_gone_meanwhile_is_told() {
        define();
        console.as(User.OPERATOR, "schedules");
        delete();

        console.press("Pause");

        assertThat(console.notice()).isEqualTo("There is no schedule 'console-nightly' any more.");
    }
}
