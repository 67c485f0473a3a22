package org.signalbox.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void the_turns_of_the_last_minute_are_counted_by_themselves() {
        Tally tally = new Tally();
        tally.work(at(0));
        for (int second = 1; second <= 100; second++) {
            tally.turns(2);
            assertThat(tally.work(at(second)).lastMinute()).isEqualTo(2L * Math.min(second, 60));
        }
        tally.due(3);
        tally.attempt();

        assertThat(tally.work(at(161))).isEqualTo(new Work(200, 0, 3, 1));
    }

    private static long at(int second) {
        return TimeUnit.SECONDS.toNanos(second);
    }
}
