package org.signalbox.examples.loyalty.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until every customer's purchases are handled, and finds out where each customer stands then. */
class Check {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Map<String, Standing> expected;
    private final Map<String, Standing> found = new LinkedHashMap<>();
    private final Survey survey;
    private final Duration patience;
    private final InstantSource clock;
    private final Progress progress;

    Check(Map<String, Standing> expected, Survey survey, Duration patience, InstantSource clock, Progress progress) {
        this.expected = expected;
        this.survey = survey;
        this.patience = patience;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Asks again and again, but only for customers not complete yet, until all are or nothing has moved for the
     * patience; then asks a last time for all, since a purchase counted twice may come late.
     *
     * @throws GivenUp if the server did not answer for the patience
     * @throws UsageException if the server refuses the question
     */
    Verdict verdict() throws InterruptedException {
        int all = Verdict.handled(expected, expected);
        int handled = 0;
        Instant lastMove = clock.instant();
        Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
        List<String> incomplete = incomplete();
        while (!incomplete.isEmpty()) {
            Optional<String> obstacle = survey.ask(incomplete, found);
            incomplete = incomplete();
            int now = Verdict.handled(expected, found);
            if (now > handled) {
                handled = now;
                lastMove = clock.instant();
                pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
                progress.handled(handled, all);
            } else if (patienceIsOver(lastMove)) {
                if (obstacle.isPresent()) {
                    throw noAnswer(obstacle.get());
                }
                progress.notice("nothing has moved for %d s; given up".formatted(patience.toSeconds()));
                break;
            }
            if (!incomplete.isEmpty()) {
                pause.take();
            }
        }
        askAll();
        return new Verdict(expected, found, lastMove);
    }

    private void askAll() throws InterruptedException {
        Instant begin = clock.instant();
        Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
        Optional<String> obstacle = survey.ask(expected.keySet(), found);
        while (obstacle.isPresent()) {
            if (patienceIsOver(begin)) {
                throw noAnswer(obstacle.get());
            }
            pause.take();
            obstacle = survey.ask(expected.keySet(), found);
        }
    }

    private List<String> incomplete() {
        return expected.entrySet().stream()
                .filter(customer ->
                        found.getOrDefault(customer.getKey(), Standing.NOTHING).purchases()
                                < customer.getValue().purchases())
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean patienceIsOver(Instant since) {
        return Duration.between(since, clock.instant()).compareTo(patience) >= 0;
    }

    private GivenUp noAnswer(String obstacle) {
        return new GivenUp("The server has not answered for %d s (%s); given up. Start it and run this again."
                .formatted(patience.toSeconds(), obstacle));
    }
}
