package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.engine.timer.TimerStore;

/** A timer of an instance; {@code every} is absent if it fires once. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TimerView(String name, Instant dueAt, Optional<Duration> every) {

    static TimerView of(TimerStore.TimerView timer) {
        return new TimerView(timer.timer(), timer.dueAt(), timer.every());
    }
}
