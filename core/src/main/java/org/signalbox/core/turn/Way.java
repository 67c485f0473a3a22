package org.signalbox.core.turn;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.signalbox.workflow.SignalChannel;

/** Something that can end a wait. */
sealed interface Way {

    /** A condition of the author has become true. */
    record Holds(BooleanSupplier condition) implements Way {}

    /** There is a value in a channel. */
    record Filled(String signal, SignalChannel<?> channel) implements Way {}

    /** All these activities of the line have ended, or one has failed. */
    record Ended(List<Integer> activities) implements Way {}

    /** That much time has gone by. */
    record Elapsed(Duration time) implements Way {}
}
