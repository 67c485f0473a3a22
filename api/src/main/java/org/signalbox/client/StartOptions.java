package org.signalbox.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a start, or a signal-with-start, says beyond type and input. All of it is optional; limits that are not given here are
 * those of {@link org.signalbox.workflow.Workflow}.
 *
 * @param idConflict if absent, a start fails and a signal-with-start uses the existing run
 * @param delay how long the run waits before it begins; what comes meanwhile waits behind its beginning
 * @param runTimeout how long one run may last, from its beginning
 * @param executionTimeout how long the instance may run, all runs that follow failures included
 * @param maxAttempts how many runs there are at most if they fail; 0 means without limit
 * @param memo what is shown to people beside the instance and can be read by its code, and is never interpreted; written as JSON
 */
public record StartOptions(
        IdReuse idReuse,
        Optional<IdConflict> idConflict,
        Optional<Duration> delay,
        Optional<Duration> runTimeout,
        Optional<Duration> executionTimeout,
        OptionalInt maxAttempts,
        Map<String, Object> memo) {

    /** Nothing beyond type and input. */
    public static final StartOptions NONE = new StartOptions(
            IdReuse.ALLOWED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Map.of());

    /** @throws IllegalArgumentException if a time is not within {@link TimeLimit}, or a number is below 0 */
    public StartOptions {
        delay.ifPresent(time -> TimeLimit.positive("delay", time));
        runTimeout.ifPresent(time -> TimeLimit.positive("runTimeout", time));
        executionTimeout.ifPresent(time -> TimeLimit.positive("executionTimeout", time));
        if (maxAttempts.isPresent() && maxAttempts.getAsInt() < 0) {
            throw new IllegalArgumentException("maxAttempts can't be " + maxAttempts.getAsInt() + "; 0 is no limit.");
        }
        memo = Map.copyOf(memo);
    }

    public StartOptions reusing(IdReuse newReuse) {
        return new StartOptions(newReuse, idConflict, delay, runTimeout, executionTimeout, maxAttempts, memo);
    }

    public StartOptions onConflict(IdConflict newConflict) {
        return new StartOptions(
                idReuse, Optional.of(newConflict), delay, runTimeout, executionTimeout, maxAttempts, memo);
    }

    public StartOptions delayedBy(Duration time) {
        return new StartOptions(
                idReuse, idConflict, Optional.of(time), runTimeout, executionTimeout, maxAttempts, memo);
    }

    public StartOptions runTimeout(Duration time) {
        return new StartOptions(idReuse, idConflict, delay, Optional.of(time), executionTimeout, maxAttempts, memo);
    }

    public StartOptions executionTimeout(Duration time) {
        return new StartOptions(idReuse, idConflict, delay, runTimeout, Optional.of(time), maxAttempts, memo);
    }

    public StartOptions maxAttempts(int runs) {
        return new StartOptions(idReuse, idConflict, delay, runTimeout, executionTimeout, OptionalInt.of(runs), memo);
    }

    /** With one more entry of the memo. */
    public StartOptions memo(String key, Object value) {
        Map<String, Object> all = new TreeMap<>(memo);
        all.put(key, value);
        return new StartOptions(idReuse, idConflict, delay, runTimeout, executionTimeout, maxAttempts, all);
    }
}
