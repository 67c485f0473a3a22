package org.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(passes("AMQ224016: Caught exception")).isTrue();
        assertThat(passes("AMQ224016: Caught exception")).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(passes("AMQ224016: Caught exception")).isTrue();
        assertThat(passes("AMQ224016: Caught exception")).isFalse();
    }

    @Test
    void everything_else_is_logged() {
        for (int n = 0; n < 3; n++) {
            assertThat(passes("AMQ222010: Critical IO Error")).isTrue();
            assertThat(filter.isLoggable(new LogRecord(Level.INFO, null))).isTrue();
        }
    }
}
