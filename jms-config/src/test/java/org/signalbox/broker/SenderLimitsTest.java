package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.junit.jupiter.api.Test;

/** Who sends too much is refused, and nobody else. */
class SenderLimitsTest {

    private final AtomicLong now = new AtomicLong(-5_000_000_000_000L);
    private final SenderLimits limits = new SenderLimits(100, 10_000, now::get);

    @Test
    void who_sends_too_many_signals_is_refused_and_others_are_not() throws Exception {
        assertThat(accepted("fast", 5_000, 1)).isEqualTo(1_000);
        assertThatThrownBy(() -> limits.admit("fast", 1))
                .isInstanceOf(ActiveMQAddressFullException.class)
                .hasMessageContaining("'fast'")
                .hasMessageContaining("100 signals a second");

        assertThatCode(() -> limits.admit("other", 1)).doesNotThrowAnyException();
    }

    @Test
    void who_sends_too_many_bytes_is_refused() {
        assertThat(accepted("large", 5_000, 1_000)).isBetween(100, 102);
        assertThatThrownBy(() -> limits.admit("large", 1)).hasMessageContaining("10000 bytes a second");
    }

    @Test
    void over_a_long_time_the_rate_is_kept() {
        accepted("fast", 5_000, 1);
        int sum = 0;
        for (int second = 0; second < 100; second++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            sum += accepted("fast", 500, 1);
        }

        assertThat(sum).isBetween(9_900, 10_100);
    }

    @Test
    void who_has_too_many_refusals_is_refused_until_told_otherwise_or_the_time_is_over() throws Exception {
        limits.refuse("bad", 60);
        limits.refuse("mended", 60);
        limits.refuse("mended", 0);

        assertThatThrownBy(() -> limits.admit("bad", 1)).hasMessageContaining("undeliverable");
        limits.admit("mended", 1);
        limits.admit("good", 1);
        now.addAndGet(TimeUnit.SECONDS.toNanos(61));
        limits.admit("bad", 1);
    }

    @Test
    void without_bounds_nobody_is_refused() throws Exception {
        SenderLimits none = new SenderLimits(0, 0, now::get);
        for (int n = 0; n < 100_000; n++) {
            none.admit("fast", 1_000_000);
        }
    }

    private int accepted(String user, int times, int bytes) {
        return (int)
                IntStream.range(0, times).filter(n -> isAccepted(user, bytes)).count();
    }

    private boolean isAccepted(String user, int bytes) {
        try {
            limits.admit(user, bytes);
            return true;
        } catch (ActiveMQException refused) {
            return false;
        }
    }
}
