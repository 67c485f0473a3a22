package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.TimeLimit;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Sizes;
import org.signalbox.engine.clock.ClockLimits;

/** What an operator may set by system property; see docs/operating.md. */
@ApplicationScoped
public class EngineSettings {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration EXIT_GRACE = Duration.ofSeconds(10);
    private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(2);
    private static final Duration SHORTEST_JOURNAL = Duration.ofDays(1);
    private static final String INBOX = "signalbox.inbox.longest";
    private static final int LONGEST_INBOX = 10_000;
    private static final String KEPT_UNDELIVERABLE = "signalbox.undeliverable.kept";
    private static final int MOST_KEPT = 100_000;
    private static final int MOST_OF_SENDER = 10_000;
    private static final Duration SHORTEST_JUMP = Duration.ofSeconds(10);

    public Settings forMachine() {
        Settings standard = Settings.DEFAULT;
        return new Settings(
                new Sizes(
                        number("signalbox.payload.longest", standard.sizes().payload()),
                        number("signalbox.state.longest", standard.sizes().state()),
                        number("signalbox.result.longest", standard.sizes().result())),
                standard.retries(),
                number("signalbox.parked.attempts", standard.retryLimit()),
                Optional.of(time("signalbox.early.held", Duration.ZERO)).filter(time -> !time.isZero()));
    }

    /** @throws IllegalStateException naming a property that makes no sense */
    void check() {
        forMachine();
        fullHeap();
        fullHeapPatience();
        answersKept();
        addressesKept();
        journalKept();
        exitGrace();
        longestShutdown();
        mostUndeliverable();
        mostUndeliverableOfSender();
        mostHeld();
        for (Reason reason : Reason.values()) {
            undeliverableKept(reason);
        }
        settledKept();
        clockLimits();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(INBOX))
                .forEach(name -> number(name, LONGEST_INBOX));
    }

    /** How many events of an instance may wait before senders that can come again are asked to; 0 for any number. */
    public int longestInbox(String workflowType) {
        return number(INBOX + "." + workflowType, number(INBOX, LONGEST_INBOX));
    }

    /** Which part of the heap, from 0 to 1, in use after collections ends the process; empty for none. */
    Optional<Double> fullHeap() {
        int percent = number("signalbox.heap.full", 97);
        return Optional.of(percent / 100.0).filter(full -> full > 0);
    }

    /** For how long. */
    Duration fullHeapPatience() {
        return time("signalbox.heap.patience", Duration.ofMinutes(1));
    }

    /** How long answers to updates are kept. */
    public Duration answersKept() {
        return time("signalbox.answers.kept", KEPT);
    }

    /** How long it is known where a signal by business key went. */
    public Duration addressesKept() {
        return time("signalbox.addresses.kept", KEPT);
    }

    /** How long events are kept in the journal, and their signal ids are known; empty means for ever. */
    public Optional<Duration> journalKept() {
        Duration kept = time("signalbox.journal.kept", Duration.ZERO);
        if (!kept.isZero() && kept.compareTo(SHORTEST_JOURNAL) < 0) {
            throw new IllegalStateException("System property signalbox.journal.kept must be at least "
                    + SHORTEST_JOURNAL + ", or senders' repetitions would not be known, not " + kept);
        }
        return Optional.of(kept).filter(k -> !k.isZero());
    }

    /** Whether the server is not ready while its broker cannot be reached; {@code false} by default. */
    public boolean isBrokerNeededToBeReady() {
        return Boolean.getBoolean("signalbox.health.broker-required");
    }

    /** How long others may go on after author code has called {@code System.exit}, before the process is halted. */
    Duration exitGrace() {
        return time("signalbox.exit.grace", EXIT_GRACE);
    }

    /** How long a process that is being stopped may wait for author code that does not return, before it is halted. */
    Duration longestShutdown() {
        return time("signalbox.shutdown.longest", LONGEST_SHUTDOWN);
    }

    /** How many undeliverable signals may be open before those who send more are refused; 0 for any number. */
    public long mostUndeliverable() {
        return number("signalbox.undeliverable.most", MOST_KEPT);
    }

    /** How many a sender may have. */
    public long mostUndeliverableOfSender() {
        return number("signalbox.undeliverable.most-of-sender", MOST_OF_SENDER);
    }

    /** How many signals may be held before those that would be held are refused to callers of REST; 0 for any number. */
    public long mostHeld() {
        return number("signalbox.held.most", MOST_KEPT);
    }

    /** How long undeliverable signals with this reason are kept if nobody settles them; empty means for ever. */
    public Optional<Duration> undeliverableKept(Reason reason) {
        return Optional.of(time(KEPT_UNDELIVERABLE + "." + reason, time(KEPT_UNDELIVERABLE, Duration.ZERO)))
                .filter(kept -> !kept.isZero());
    }

    /** How long those are kept that somebody has settled; empty means for ever. */
    public Optional<Duration> settledKept() {
        return Optional.of(time("signalbox.settled.kept", KEPT)).filter(kept -> !kept.isZero());
    }

    /** How far the wall clock is trusted. */
    public ClockLimits clockLimits() {
        ClockLimits standard = ClockLimits.DEFAULT;
        Duration maxJump = time("signalbox.clock.max-jump", standard.maxJump());
        if (maxJump.compareTo(SHORTEST_JUMP) < 0) {
            throw new IllegalStateException("System property signalbox.clock.max-jump must be at least " + SHORTEST_JUMP
                    + ", or ordinary corrections of the clock would be doubted, not " + maxJump);
        }
        return new ClockLimits(
                maxJump,
                time("signalbox.clock.trust-after", standard.trustAfter()),
                Optional.of(time("signalbox.clock.max-downtime", Duration.ZERO)).filter(t -> !t.isZero()));
    }

    private static Duration time(String property, Duration standard) {
        Optional<String> set = Optional.ofNullable(System.getProperty(property));
        try {
            Duration time = set.map(String::strip).map(Duration::parse).orElse(standard);
            return TimeLimit.notNegative("System property " + property, time);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(
                    "System property " + property + " must be a duration such as P90D, not '" + set.orElse("") + "'",
                    e);
        }
    }

    private static int number(String property, int standard) {
        Optional<String> set = Optional.ofNullable(System.getProperty(property));
        try {
            return set.map(String::strip).map(Integer::valueOf).orElse(standard);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "System property " + property + " must be a whole number, not '" + set.orElse("") + "'", e);
        }
    }
}
