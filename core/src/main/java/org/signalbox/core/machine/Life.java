package org.signalbox.core.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.signalbox.client.StartOptions;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Limits;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.Closing;
import org.signalbox.core.turn.Command;

/**
 * What is to be known of few runs only; of most it is {@link #PLAIN}, which costs nothing.
 *
 * @param pause present while the run is paused
 * @param beginning present until the run has begun, if it did not begin with its start
 * @param runUntil when the run has lasted too long
 * @param executionUntil when all runs that follow failures together have lasted too long
 * @param chain present if the run is followed by another one should it fail
 * @param ending present if its end is decided and waits for the inbox
 * @param leftFrom the first run whose waiting signals belong to this run, or, once it has ended, to the next one; empty if no
 *     run has left it any
 * @param memo what is shown to people and told to the code, and never interpreted, as JSON
 */
public record Life(
        Optional<Pause> pause,
        Optional<Beginning> beginning,
        Optional<Instant> runUntil,
        Optional<Instant> executionUntil,
        Optional<Chain> chain,
        Optional<DecidedEnd> ending,
        Optional<Integer> leftFrom,
        Map<String, JsonNode> memo) {

    public static final Life PLAIN = new Life(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    /**
     * The event that begins the run, ahead of whatever is in the inbox.
     *
     * @param at when; empty once that time has come
     */
    public record Beginning(long event, Optional<Instant> at) {}

    /**
     * Runs that follow each other until one does not fail.
     *
     * @param firstRun the number of the first one
     * @param maxAttempts how many there are at most; 0 for no limit
     * @param runTimeout how long each may last
     * @param input of each
     * @param lastFailure what the one before failed with
     */
    public record Chain(
            int firstRun,
            int maxAttempts,
            Optional<Duration> runTimeout,
            Optional<String> input,
            Optional<String> lastFailure) {}

    /** Rows that were written before there was one of these have none. */
    public Life {
        ending = ending == null ? Optional.empty() : ending;
        leftFrom = leftFrom == null ? Optional.empty() : leftFrom;
        memo = memo == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(memo));
    }

    /** @param from when the first run begins */
    static Life of(StartOptions options, Limits limits, int run, Optional<String> input, Instant from) {
        Optional<Duration> runTimeout = options.runTimeout().or(limits::runTimeout);
        int attempts = options.maxAttempts().orElse(limits.maxAttempts());
        Map<String, JsonNode> memo = new TreeMap<>();
        options.memo().forEach((key, value) -> memo.put(key, Json.tree(Json.write(value))));
        return new Life(
                Optional.empty(),
                Optional.empty(),
                runTimeout.map(from::plus),
                options.executionTimeout().or(limits::executionTimeout).map(from::plus),
                attempts == 1
                        ? Optional.empty()
                        : Optional.of(new Chain(run, attempts, runTimeout, input, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                memo);
    }

    /** As text for the instance's row; empty if it is plain. */
    public Optional<String> write() {
        return equals(PLAIN) ? Optional.empty() : Optional.of(Json.write(this));
    }

    /** @throws org.signalbox.core.payload.BadPayload if the text is not what {@link #write} wrote */
    public static Life read(String text) {
        return (Life) Json.read(text, Life.class);
    }

    Life with(Optional<Pause> newPause) {
        return new Life(newPause, beginning, runUntil, executionUntil, chain, ending, leftFrom, memo);
    }

    Life beginningWith(Optional<Beginning> event) {
        return new Life(pause, event, runUntil, executionUntil, chain, ending, leftFrom, memo);
    }

    /** Of a run whose end is decided; what was decided first counts. */
    Life endingBy(Closing closing) {
        Optional<DecidedEnd> decided = ending.or(() -> Optional.of(DecidedEnd.of(closing)));
        return new Life(pause, beginning, runUntil, executionUntil, chain, decided, leftFrom, memo);
    }

    Life leftFrom(Optional<Integer> firstRun) {
        return new Life(pause, beginning, runUntil, executionUntil, chain, ending, firstRun, memo);
    }

    /** The first of the runs that follow each other because each before failed. */
    int firstOfChain(int run) {
        return chain.map(Chain::firstRun).orElse(run);
    }

    /** The first run whose waiting signals belong to that run. */
    int firstOwned(int run) {
        return Math.min(leftFrom.orElse(run), firstOfChain(run));
    }

    /** Of the run that follows one that failed. */
    Life again(Instant from, String failure) {
        Optional<Chain> next =
                chain.map(c -> new Chain(c.firstRun, c.maxAttempts, c.runTimeout, c.input, Optional.of(failure)));
        return new Life(
                Optional.empty(),
                Optional.empty(),
                chain.flatMap(Chain::runTimeout).map(from::plus),
                executionUntil,
                next,
                Optional.empty(),
                leftFrom,
                memo);
    }

    /** Timers that end the run, or all runs, when they have lasted too long. */
    List<Command> timers() {
        List<Command> timers = new ArrayList<>(0);
        runUntil.ifPresent(at -> timers.add(new Command.SetTimer(RunTimer.RUN.timer(), at, Optional.empty())));
        executionUntil.ifPresent(
                at -> timers.add(new Command.SetTimer(RunTimer.EXECUTION.timer(), at, Optional.empty())));
        return timers;
    }

    /** When the run is out of time, by whichever limit comes first. */
    Optional<Instant> deadline() {
        return Stream.of(runUntil, executionUntil).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** When another run follows, if the run has failed and may be tried again. */
    Optional<Instant> nextRun(Closing closing, int run, Backoff backoff, Instant now) {
        boolean failed =
                closing instanceof Closing.Failed || (closing instanceof Closing.TimedOut late && late.ofRun());
        if (!failed || chain.isEmpty()) {
            return Optional.empty();
        }
        int attempts = run - chain.get().firstRun() + 1;
        if (chain.get().maxAttempts() != 0 && attempts >= chain.get().maxAttempts()) {
            return Optional.empty();
        }
        return Optional.of(now.plus(backoff.after(attempts)))
                .filter(at -> executionUntil.map(at::isBefore).orElse(true));
    }

    /** What is still to be known once the run has ended. */
    Life ended() {
        return new Life(
                PLAIN.pause,
                PLAIN.beginning,
                PLAIN.runUntil,
                PLAIN.executionUntil,
                PLAIN.chain,
                PLAIN.ending,
                PLAIN.leftFrom,
                memo);
    }
}
