package org.signalbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of those that threads wait for, the slowest is closed; the time is virtual. */
class BlockedThreadsTest {

    private static final int MOST = 8;

    private final AtomicLong now = new AtomicLong();
    private final BlockedThreads threads =
            new BlockedThreads(MOST, Duration.ofMinutes(1), new GuardLog(now::get), now::get);

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 60})
    void a_steady_client_outlives_those_that_stall_or_drip(int pause) throws Exception {
        Random random = new Random(pause);
        Transfer steady = waiting(1_000_000);
        List<Transfer> attackers = new ArrayList<>();
        for (int time = 0; time < 6_000; time += pause) {
            pass(pause);
            threads.moved(steady, 1_000L * pause);
            attackers.add(waiting(random.nextInt(400_000)));
            for (Transfer attacker : attackers) {
                if (!attacker.isCut() && random.nextBoolean()) {
                    threads.moved(attacker, 1);
                }
            }
            attackers.removeIf(Transfer::isCut);

            assertThat(steady.isCut()).as("after " + time + " ms").isFalse();
            assertThat(attackers).hasSizeLessThanOrEqualTo(2 * MOST);
        }
    }

    @Test
    void as_many_as_may_wait_do() throws Exception {
        for (int n = 0; n < MOST; n++) {
            Transfer transfer = waiting(0);
            pass(10_000);
            assertThat(transfer.isCut()).isFalse();
        }
    }

    @Test
    void who_waits_no_more_is_not_counted() throws Exception {
        for (int n = 0; n < 10 * MOST; n++) {
            Transfer transfer = waiting(0);
            pass(1_000);
            threads.end(transfer);
            assertThat(transfer.isCut()).isFalse();
        }
    }

    private Transfer waiting(long bytes) throws Exception {
        Transfer transfer = new Transfer();
        threads.moved(transfer, bytes);
        threads.begin(transfer);
        return transfer;
    }

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
