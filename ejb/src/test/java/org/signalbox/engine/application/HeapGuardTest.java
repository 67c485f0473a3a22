package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeapGuardTest {

    private final HeapGuard guard = new HeapGuard(0.97, Duration.ofMinutes(1));
    private long seconds;
    private long collections;

    private boolean isLost(double used, int moreCollections) {
        seconds += 5;
        collections += moreCollections;
        return guard.isLost(
                new HeapGuard.Reading(used, collections),
                Duration.ofSeconds(seconds).toNanos());
    }

    private int looksUntilLost(double used, int collectionsPerLook) {
        for (int looks = 1; looks <= 100; looks++) {
            if (isLost(used, collectionsPerLook)) {
                return looks;
            }
        }
        return -1;
    }

    @Test
    void a_heap_that_stays_full_over_collections_ends_the_process_after_a_minute() {
        assertThat(looksUntilLost(0.98, 1)).isEqualTo(13);
    }

    @Test
    void a_heap_that_is_full_for_a_moment_does_not() {
        for (int i = 0; i < 20; i++) {
            assertThat(looksUntilLost(0.5, 1)).isEqualTo(-1);
            for (int look = 0; look < 11; look++) {
                assertThat(isLost(0.99, 3)).isFalse();
            }
            assertThat(isLost(0.9, 1)).isFalse();
        }
    }

    @Test
    void a_heap_that_nobody_collects_does_not() {
        assertThat(looksUntilLost(0.99, 0)).isEqualTo(-1);
    }

    @Test
    void the_java_machine_tells_what_was_in_use_after_the_last_collection() {
        System.gc();

        HeapGuard.Reading reading = HeapGuard.read();

        assertThat(reading.used()).isBetween(0.0001, 0.97);
        assertThat(reading.collections()).isPositive();
    }
}
