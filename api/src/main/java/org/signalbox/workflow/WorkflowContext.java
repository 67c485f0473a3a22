package org.signalbox.workflow;

import java.time.Duration;
import java.time.Instant;
import org.signalbox.client.WorkflowId;

/**
 * What a handler can ask for. Valid only on the thread and for the duration of the handler's call; nothing requested
 * here happens before the turn has committed, and nothing happens if it rolls back.
 */
public interface WorkflowContext {

    WorkflowId workflowId();

    /** The run of the instance, counted from 1. */
    int run();

    /** The time of this turn: the same during the whole handler. */
    Instant now();

    /**
     * Schedules activities that this workflow does not wait for.
     *
     * @param activities an interface with {@link org.signalbox.activity.Activity @Activity}
     * @return a recorder: each call on it schedules one activity, durable and retried, and returns at once with null,
     *     zero or false
     */
    <A> A background(Class<A> activities);

    /**
     * Sets the timer of that name to come once.
     *
     * <p>A timer set before under the same name is replaced. The class needs a handler {@link OnTimer} of that name.
     *
     * @param delay from {@link #now}; zero or negative means as soon as this turn has committed
     */
    void after(Duration delay, String timer);

    /**
     * Sets the timer of that name to come every {@code interval}, first after one interval from {@link #now}.
     *
     * <p>The rhythm is kept: due times are whole intervals from now. Due times missed while the server was down are
     * caught up by one late call. A timer set before under the same name is replaced.
     *
     * @param interval at least one second
     */
    void every(Duration interval, String timer);

    /** Removes the timer of that name; nothing happens if there is none. */
    void cancelTimer(String timer);

    /** Closes the run as completed when this handler returns; later signals are refused with {@code CLOSED}. */
    void complete();

    /** As {@link #complete()}, with a result that can be written as JSON. */
    void completeWith(Object result);
}
