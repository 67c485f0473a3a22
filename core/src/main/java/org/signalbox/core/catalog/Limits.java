package org.signalbox.core.catalog;

import java.time.Duration;
import java.util.Optional;
import org.signalbox.client.TimeLimit;
import org.signalbox.workflow.Workflow;

/**
 * How long runs of a workflow may last, and how often they are tried.
 *
 * @param maxAttempts 0 for no limit
 */
public record Limits(
        Optional<Duration> runTimeout, Optional<Duration> executionTimeout, int maxAttempts, Backoff backoff) {

    /** @throws IllegalArgumentException or DateTimeException if the annotation makes no sense */
    static Limits of(Workflow annotation) {
        if (annotation.maxAttempts() < 0) {
            throw new IllegalArgumentException("maxAttempts can't be " + annotation.maxAttempts());
        }
        return new Limits(
                time("runTimeout", annotation.runTimeout()),
                time("executionTimeout", annotation.executionTimeout()),
                annotation.maxAttempts(),
                new Backoff(
                        Duration.parse(annotation.firstBackoff()),
                        annotation.backoffFactor(),
                        Duration.parse(annotation.longestBackoff())));
    }

    static Optional<Duration> time(String what, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TimeLimit.positive(what, Duration.parse(text)));
    }
}
