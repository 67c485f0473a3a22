package org.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ClientErrorFilterTest {

    private final AtomicLong now = new AtomicLong(-7);
    private final ClientErrorFilter filter = new ClientErrorFilter(now::get);

    private boolean passes(String message) {
        return filter.isLoggable(new LogRecord(Level.SEVERE, message));
    }

    @Test
    void errors_of_clients_are_logged_once_in_ten_seconds() {
        for (int round = 0; round < 3; round++) {
            for (String line : List.of("AMQ224016: Caught exception", "AMQ332069: Sent ERROR frame to STOMP client")) {
                assertThat(passes(line)).isTrue();
                assertThat(passes(line)).isFalse();
            }
            now.addAndGet(TimeUnit.SECONDS.toNanos(10));
        }
    }

    @Test
    void everything_else_is_logged() {
        for (int n = 0; n < 3; n++) {
            assertThat(passes("AMQ222010: Critical IO Error")).isTrue();
            assertThat(filter.isLoggable(new LogRecord(Level.INFO, null))).isTrue();
        }
    }
}
