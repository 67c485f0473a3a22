package org.signalbox.core.machine;

import java.util.Arrays;
import java.util.Optional;

/** The timers of a run itself, under names that no author can use. */
enum RunTimer {
    /** The run begins. */
    BEGIN("#begin"),
    /** It has lasted too long. */
    RUN("#run"),
    /** All runs of the chain have. */
    EXECUTION("#execution"),
    /** What a run has left for the next one has waited for that long enough. */
    LEFT("#left");

    private final String timer;

    RunTimer(String timer) {
        this.timer = timer;
    }

    String timer() {
        return timer;
    }

    static Optional<RunTimer> of(String timer) {
        return Arrays.stream(values()).filter(t -> t.timer.equals(timer)).findFirst();
    }
}
