package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Logger LOGGER = Logger.getLogger("org.signalbox.application");

    private long nanos;
    private final Watch watch = new Watch(() -> nanos);
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(lines);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(lines);
        LOGGER.setUseParentHandlers(true);
    }

    @Test
    void what_takes_less_than_thirty_seconds_is_not_told() {
        Watch.Watched watched = watch.begin(Thread.currentThread(), () -> "Query 'status' of instance 'C-1'");
        lookAfter(29);
        watch.end(watched);
        lookAfter(1000);

        assertThat(lines.told).isEmpty();
    }

    @Test
    void what_takes_longer_is_told_at_growing_intervals_until_it_ends() {
        Watch.Watched watched = watch.begin(Thread.currentThread(), () -> "Query 'status' of instance 'C-1'");
        for (int second = 1; second <= 2 * 3600; second++) {
            lookAfter(1);
        }
        watch.end(watched);
        lookAfter(3600);

        assertThat(lines.told.get(0))
                .startsWith("SIGBOX0008: Query 'status' of instance 'C-1': has been going on for 30 s")
                .contains("on thread '" + Thread.currentThread().getName() + "'")
                .contains(WatchTest.class.getName() + ".what_takes_longer_is_told");
        assertThat(lines.told)
                .as("30 s, 1, 2, 4, 8, 16 min, then every 10 min up to 120 min")
                .hasSize(16);
    }

    @Test
    void a_process_that_stood_still_is_known_by_its_missing_beats() {
        watch.beat();
        nanos += Duration.ofSeconds(1).toNanos();
        watch.beat();
        long begun = nanos;
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(watch.hasStoodStillSince(begun)).isFalse();

        nanos += Duration.ofSeconds(60).toNanos();
        assertThat(watch.hasStoodStillSince(begun))
                .as("before the first beat after it")
                .isTrue();
        watch.beat();
        assertThat(watch.hasStoodStillSince(begun)).isTrue();
        assertThat(watch.hasStoodStillSince(nanos)).as("what began after it").isFalse();
    }

    @Test
    void a_thread_that_is_no_more_is_not_told() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        watch.begin(thread, () -> "Attempt 1");
        lookAfter(30);
        end.countDown();
        thread.join();
        lookAfter(1000);

        assertThat(lines.told).hasSize(1);
    }

    private void lookAfter(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        watch.look();
    }

    private static final class Lines extends Handler {

        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
