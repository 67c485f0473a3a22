package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** An attempt whose time is over gives the server back what it held. */
@OnServer
class ActivityTimeLimitTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** More than there are sessions for them. */
    private static final int MANY = 40;

    private final SignalboxServer server;
    private final Probe probe;

    ActivityTimeLimitTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
    }

    @Test
    void activities_that_hang_are_interrupted_and_do_not_keep_others_from_running() {
        order("limit-hanging", "HANG", MANY);
        order("limit-beside-hanging", "SURROUNDINGS", 1);

        await().atMost(LIMIT).until(() -> count("limit-beside-hanging", "COMPLETED") == 1);
        await().atMost(LIMIT).until(() -> count("limit-hanging", "FAILED") == MANY);
        await().atMost(LIMIT)
                .until(() -> probe.calls("limit-hanging interrupted").size() == MANY);
        assertThat(probe.rows("select distinct attempt from activity where workflow_id = 'limit-hanging'"
                        + " and failure like '%did not end in time%'"))
                .hasSize(1);
        await().atMost(LIMIT).until(() -> outcomes("limit-hanging") == MANY);
    }

    @Test
    void attempts_that_ignore_their_interruption_are_told_and_stop_only_their_own_kind() {
        order("limit-ignoring", "IGNORE", MANY);

        await().atMost(LIMIT).until(() -> logged("SIGBOX0601", "Burdens.ignore"));
        order("limit-beside-ignoring", "SURROUNDINGS", 20);
        await().atMost(LIMIT).until(() -> count("limit-beside-ignoring", "COMPLETED") == 20);
        int begun = probe.calls("limit-ignoring").size();
        assertThat(begun).as("calls at a time when most are late").isBetween(16, MANY - 1);
        await().atMost(LIMIT).until(() -> logged("SIGBOX0008", "activity Burdens.ignore of instance 'limit-ignoring'"));
        assertThat(server.log()).anyMatch(line -> line.contains("at ") && line.contains("BurdensBean.ignore"));

        probe.turnOff("limit-ignoring");

        await().atMost(LIMIT)
                .until(() -> probe.calls("limit-ignoring interrupted").size() == begun);
        await().atMost(LIMIT).until(() -> count("limit-ignoring", "COMPLETED") == MANY - begun);
        assertThat(count("limit-ignoring", "FAILED")).isEqualTo(begun);
        await().atMost(LIMIT).until(() -> outcomes("limit-ignoring") == MANY);
        assertThat(logged("SIGBOX0602", "Burdens.ignore")).isTrue();
    }

    @Test
    void an_attempt_has_the_contexts_of_the_application() {
        order("limit-surroundings", "SURROUNDINGS", 2);

        await().atMost(LIMIT).until(() -> count("limit-surroundings", "COMPLETED") == 2);
        assertThat(probe.rows("select distinct result from activity where workflow_id = 'limit-surroundings'"))
                .hasToString("[[\"visit 1, transaction false, data source true, own class true,"
                        + " module signalbox-ejb\"]]");
    }

    private void order(String id, String burden, int times) {
        Draft order = Draft.text("{\"burden\":\"%s\",\"key\":\"%s\",\"times\":%d}".formatted(burden, id, times))
                .signal("order")
                .to(id)
                .starting("porter");
        try (Sender sender = server.sender()) {
            assertThat(sender.ask(order).outcome()).isEqualTo("HANDLED");
        }
    }

    private long count(String id, String state) {
        return probe.number("select count(*) from activity where workflow_id = ? and state = ?", id, state);
    }

    private long outcomes(String id) {
        return probe.number("select count(*) from journal where kind = 'ACTIVITY' and workflow_id = ?", id);
    }

    private boolean logged(String code, String words) {
        return server.log().stream().anyMatch(line -> line.contains(code) && line.contains(words));
    }
}
