package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Activities that wait for their turn are not sent again and again. */
@OnServer
class ActivityBacklogTest {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final int INSTANCES = 20;
    private static final int EACH = 100;
    private static final int BACKLOG = INSTANCES * EACH;

    private static final String WAITING = " from activity where workflow_id like 'backlog-%' and state = 'SCHEDULED'";

    private final SignalboxServer server;
    private final Probe probe;

    ActivityBacklogTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
    }

    @Test
    void a_long_backlog_is_sent_again_at_growing_intervals_and_done_once() {
        try (Sender sender = server.sender()) {
            assertThat(sender.askAll(IntStream.range(0, INSTANCES)
                            .mapToObj(ActivityBacklogTest::order)
                            .toList()))
                    .allMatch(reply -> reply.outcome().equals("HANDLED"));
        }

        sentTimes(2, 15 + 30);
        passTheTime();
        sentTimes(3, 15 + 30 + 60);
        passTheTime();
        sentTimes(4, 15 + 30 + 60 + 120);
        passTheTime();
        sentTimes(5, 15 + 30 + 60 + 120 + 240);
        assertThat(probe.messages("activities"))
                .as("messages after nearly four minutes' wait")
                .isLessThanOrEqualTo(5L * BACKLOG);

        probe.turnOff("backlog");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from journal where workflow_id like 'backlog-%'"
                                + " and kind = 'ACTIVITY' and state = 'HANDLED'")
                        == BACKLOG);
        await().atMost(LIMIT).until(() -> probe.messages("activities") == 0);
        assertThat(probe.calls("backlog")).hasSize(BACKLOG);
        assertThat(probe.rows("select distinct state, attempt from activity where workflow_id like 'backlog-%'"))
                .containsExactly(List.of("COMPLETED", "1"));
    }

    private static Draft order(int instance) {
        return Draft.text("{\"burden\":\"TAKE_LONG\",\"key\":\"backlog\",\"times\":" + EACH + "}")
                .signal("order")
                .to("backlog-" + instance)
                .starting("porter");
    }

    /** What has been sent so often is not due again before so many seconds after it was scheduled. */
    private void sentTimes(int times, int seconds) {
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*)" + WAITING + " and sent = " + times)
                        == probe.number("select count(*)" + WAITING));
        assertThat(probe.number("select count(*)" + WAITING)).isGreaterThan(BACKLOG / 2);
        assertThat(probe.number("select count(*)" + WAITING + " and wake_at < scheduled_at + interval '" + seconds
                        + "' second"))
                .isZero();
    }

    /** As if it had passed until now what there is to wait for. */
    private void passTheTime() {
        probe.change("update activity set scheduled_at = scheduled_at - (wake_at - current_timestamp),"
                + " wake_at = current_timestamp where workflow_id like 'backlog-%' and state = 'SCHEDULED'");
    }
}
