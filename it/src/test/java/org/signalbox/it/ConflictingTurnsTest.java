package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Turns that lock the same rows of the author's in different orders: a deadlock is nobody's failure. */
@OnServer
class ConflictingTurnsTest {

    private static final int INSTANCES = 100;
    private static final int SIGNALS = 5;

    private final SignalboxServer server;
    private final Probe probe;
    private final Sender sender;

    ConflictingTurnsTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void turns_that_deadlock_are_repeated_and_park_nobody() {
        probe.change("insert into it_booking values ('transfer-a', 'transfer', 0)");
        probe.change("insert into it_booking values ('transfer-b', 'transfer', 0)");
        List<Draft> drafts = new ArrayList<>();
        for (int number = 1; number <= SIGNALS; number++) {
            for (int i = 0; i < INSTANCES; i++) {
                String from = i % 2 == 0 ? "a" : "b";
                String to = i % 2 == 0 ? "b" : "a";
                drafts.add(Draft.text("{\"from\":\"transfer-" + from + "\",\"to\":\"transfer-" + to + "\"}")
                        .signal("move")
                        .to("transfer-" + i)
                        .starting("transfer"));
            }
        }
        long begin = System.nanoTime();

        sender.sendAll(drafts);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> probe.number("select count(*) from journal where kind = 'SIGNAL' and state = 'HANDLED'"
                                + " and workflow_id like 'transfer-%'")
                        == INSTANCES * SIGNALS);
        System.out.println("500 turns with deadlocks took " + Duration.ofNanos(System.nanoTime() - begin));
        assertThat(server.log()).noneMatch(line -> line.contains("SIGBOX0103") && line.contains("'transfer-"));
        assertThat(probe.rows("select reference, amount from it_booking where account = 'transfer' order by reference"))
                .containsExactly(List.of("transfer-a", "0"), List.of("transfer-b", "0"));
        assertThat(probe.query("transfer-0", "moves").asInt()).isEqualTo(SIGNALS);
    }
}
