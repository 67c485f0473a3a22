package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadinessTest {

    private final Readiness readiness = new Readiness();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void an_interrupt_flag_is_not_the_end_of_the_application() {
        readiness.begin();
        Thread.currentThread().interrupt();

        readiness.refuseIfEnding();
        readiness.refuseIfStopping();
        readiness.await();
        Thread.currentThread().interrupt();
        readiness.pause(Duration.ofDays(1));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        readiness.pause(Duration.ofMillis(1));
    }

    @Test
    void the_end_of_the_process_forbids_nothing_yet_but_explains_interruptions() {
        readiness.begin();
        readiness.stop();

        readiness.refuseIfEnding();
        assertThat(readiness.isStopping()).isTrue();
        assertThatIllegalStateException().isThrownBy(readiness::refuseIfStopping);
    }

    @Test
    void the_end_of_the_application_ends_all_waiting() {
        readiness.end();

        assertThatIllegalStateException().isThrownBy(readiness::await);
        assertThatIllegalStateException().isThrownBy(() -> readiness.pause(Duration.ofDays(1)));
    }
}
