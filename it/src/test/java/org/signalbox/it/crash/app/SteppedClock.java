package org.signalbox.it.crash.app;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The engine's clock in these tests: wrong by what a file in the server's data directory tells. */
@ApplicationScoped
class SteppedClock {

    @Produces
    @Singleton
    @Alternative
    @Priority(Interceptor.Priority.APPLICATION)
    Clock clock() {
        return new Stepped(Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)));
    }

    private static final class Stepped extends Clock {

        private static final long LOOK_EVERY = 100_000_000;

        private final Clock right;
        private final Path file = Path.of(System.getProperty("jboss.server.data.dir", ""), "clock-error");
        private volatile Duration error = Duration.ZERO;
        private volatile long looked = System.nanoTime() - LOOK_EVERY;

        Stepped(Clock right) {
            this.right = right;
        }

        @Override
        public Instant instant() {
            if (System.nanoTime() - looked >= LOOK_EVERY) {
                looked = System.nanoTime();
                look();
            }
            return right.instant().plus(error);
        }

        private void look() {
            try {
                error = Duration.parse(Files.readString(file));
            } catch (NoSuchFileException e) {
                error = Duration.ZERO;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ZoneId getZone() {
            return right.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Stepped(right.withZone(zone));
        }
    }
}
