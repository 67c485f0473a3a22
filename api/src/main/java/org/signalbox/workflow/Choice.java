package org.signalbox.workflow;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One of the things {@link WorkflowContext#select} can wait for, and what to do when it is the one.
 *
 * @param <R> what doing it gives
 */
public sealed interface Choice<R> {

    /** A value in a channel; it is taken out only if this is chosen. */
    static <T, R> Choice<R> received(SignalChannel<T> channel, Function<? super T, ? extends R> then) {
        return new Received<>(channel, then);
    }

    /** The end of what was promised; if it failed, what {@link Promise#await} throws is thrown instead. */
    static <T, R> Choice<R> done(Promise<T> promise, Function<? super T, ? extends R> then) {
        return new Done<>(promise, then);
    }

    /** Time gone by since the select began. */
    static <R> Choice<R> after(Duration time, Supplier<? extends R> then) {
        return new After<>(time, then);
    }

    /** Made by {@link Choice#received}. */
    record Received<T, R>(SignalChannel<T> channel, Function<? super T, ? extends R> then) implements Choice<R> {}

    /** Made by {@link Choice#done}. */
    record Done<T, R>(Promise<T> promise, Function<? super T, ? extends R> then) implements Choice<R> {}

    /** Made by {@link Choice#after}. */
    record After<R>(Duration time, Supplier<? extends R> then) implements Choice<R> {}
}
