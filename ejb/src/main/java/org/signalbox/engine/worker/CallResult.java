package org.signalbox.engine.worker;

import org.signalbox.core.turn.ActivityOutcome;

/** What the call of an attempt led to. */
sealed interface CallResult {

    /** The attempt has ended, which is to be recorded. */
    record Ended(ActivityOutcome outcome) implements CallResult {}

    /** The attempt goes on outside of the server until somebody ends it. */
    record Outside() implements CallResult {}

    /** It has been recorded, or was over before. */
    record Recorded() implements CallResult {}
}
