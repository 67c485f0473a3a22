package org.signalbox.core.turn;

import java.util.Optional;

/** How a run ended. */
public sealed interface Closing {

    /** @param result as JSON */
    record Completed(Optional<String> result) implements Closing {}

    /** As someone asked for. */
    record Cancelled() implements Closing {}

    record Failed(String message) implements Closing {}

    /** @param ofRun whether this run has lasted too long, rather than all that follow failures together */
    record TimedOut(String why, boolean ofRun) implements Closing {}

    /** By someone who did not ask its code. */
    record Terminated(String why) implements Closing {}
}
