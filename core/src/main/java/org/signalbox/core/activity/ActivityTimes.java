package org.signalbox.core.activity;

import java.time.Instant;
import java.util.Optional;

/**
 * The times of an activity.
 *
 * @param started when the last attempt began
 * @param failingSince since when its attempts fail, while it has not ended
 * @param wakeAt when somebody has to call {@link ActivityTask#due}; empty once it has ended
 */
public record ActivityTimes(
        Instant scheduled,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Instant> failingSince,
        Optional<Instant> wakeAt) {

    static ActivityTimes scheduled(Instant now) {
        return new ActivityTimes(now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    ActivityTimes started(Instant now) {
        return new ActivityTimes(scheduled, Optional.of(now), ended, failingSince, wakeAt);
    }

    ActivityTimes ended(Instant now) {
        return new ActivityTimes(scheduled, started, Optional.of(now), Optional.empty(), wakeAt);
    }

    ActivityTimes failing(Instant now) {
        return new ActivityTimes(scheduled, started, ended, failingSince.or(() -> Optional.of(now)), wakeAt);
    }

    ActivityTimes wakeAt(Optional<Instant> at) {
        return new ActivityTimes(scheduled, started, ended, failingSince, at);
    }
}
