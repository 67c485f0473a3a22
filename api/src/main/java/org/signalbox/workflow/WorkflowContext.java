package org.signalbox.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;

/**
 * What a handler can ask for. Valid only on the thread and for the duration of the handler's call; nothing requested
 * here happens before the turn has committed, and nothing happens if it rolls back.
 *
 * <p><b>Waiting.</b> {@link #await}, {@link #sleep}, {@link #select}, {@link SignalChannel#receive}, {@link Promise#await},
 * {@link #all}, {@link #any}, {@link #signal}, {@link #child} and calls on {@link #activity} wait: if what they wait for is not there, the turn ends and
 * is committed, and the thread goes home. When it comes, for months later, the handler is executed again from its
 * beginning, with the fields it found then and with the recorded outcome of everything it asked here, and so gets to
 * the same place with the same local variables. Therefore a handler that waits must do the same when it is executed
 * again: time, chance and effects come from here ({@link #now}, {@link #random}, {@link #uuid}, {@link #run(String,
 * Class, Callable)}, activities). A handler that never waits is executed once and knows no such rule.
 *
 * <p>Other handlers may change fields while one waits, so a local variable must not be used as an alias of a field's
 * list or object over a wait: read the field again. A wait is left by an {@link Error} thrown through the handler, which
 * must not be swallowed; {@code finally} blocks run then, but what they do to fields or ask here has no effect.
 */
public interface WorkflowContext {

    WorkflowId workflowId();

    /** The run of the instance, counted from 1. */
    int runNumber();

    /** The name in {@link Workflow}. */
    String workflowType();

    /** When the run was started; one whose start was delayed begins later. */
    Instant startedAt();

    /** When the run ends as timed out if it has not ended before; empty if it may last for ever. */
    Optional<Instant> deadline();

    /**
     * What the start of the run gave it in {@link org.signalbox.client.StartOptions#memo}, to be read but not changed.
     *
     * @return empty if there is no such entry, or it is null
     */
    <V> Optional<V> memo(String key, Class<V> type);

    /** The time of this turn: it stands still until the handler has waited, and then is the time at which it went on. */
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

    /**
     * Waits until the condition holds, and not at all if it does.
     *
     * @param condition reads fields of the workflow and promises, and changes nothing; it is asked whenever they may have
     *     changed
     */
    void await(BooleanSupplier condition);

    /**
     * As {@link #await(BooleanSupplier)}, but at most for some time.
     *
     * @return whether the condition holds; false if time was up first
     */
    boolean await(Duration timeout, BooleanSupplier condition);

    /** Waits until that much time has gone by. */
    void sleep(Duration time);

    /**
     * Waits for one of several things.
     *
     * @param choices if several have come, the first in this order is taken and the others stay as they are
     * @return what the chosen one's function gives
     */
    <R> R select(List<? extends Choice<? extends R>> choices);

    /**
     * Calls activities and waits for their results.
     *
     * @param activities an interface with {@link org.signalbox.activity.Activity @Activity}
     * @return each call on it schedules one activity, durable and retried, and returns its result; it throws an
     *     {@link ActivityFailure} if the activity failed for good
     */
    <A> A activity(Class<A> activities);

    /**
     * Sends a signal to an instance, this one included, and does not wait for what becomes of it.
     *
     * <p>It is sent once this turn has committed, and taken once, however often that has to be tried. Signals that this
     * instance sends to the same other one arrive in the order in which they were asked for. One that is rejected is kept as
     * undeliverable, as every other sender's is.
     *
     * @param request as {@link SignalRequest#starting} makes it, a signal-with-start; without a signal id of its own it gets
     *     one made of this instance's id and the place in its order
     */
    void send(SignalRequest request);

    /**
     * Sends a signal as {@link #send} does and waits until it has been taken, or held, but not for what its handler does.
     *
     * @return its receipt; {@code DUPLICATE} if the target has had the signal id before
     * @throws SignalFailure if it was rejected
     */
    Receipt signal(SignalRequest request);

    /**
     * Starts an instance of another workflow as a child of this run, and waits for its end.
     *
     * <p>The child is started once this turn has committed. Whatever becomes of it is told once; a run that has ended is not
     * told any more. {@link ChildRequest} says what becomes of the child if this run ends first, or is asked to cancel while it
     * waits. To start a child and go on, make a promise and do not wait for it.
     *
     * @return what it completed with; null if that was nothing
     * @throws ChildFailure if it did not complete, or could not be started
     */
    <R> R child(ChildRequest<R> request);

    /**
     * Asks for something without waiting for its result yet: an activity, the receipt of a signal, or a child.
     *
     * <pre>
     * Promise&lt;Reservation&gt; reservation = wf.promise(() -&gt; wf.activity(Warehouse.class).reserve(order));
     * </pre>
     *
     * @param call makes exactly one call of an activity, of {@link #signal} or of {@link #child} and nothing else; that call
     *     returns null, zero or false
     */
    <R> Promise<R> promise(Callable<R> call);

    /**
     * Waits until all have ended, or one has failed.
     *
     * @return the results, in the order of the promises
     * @throws TerminalFailure of the first in that order that failed, as {@link Promise#await} throws it
     */
    <R> List<R> all(List<? extends Promise<? extends R>> promises);

    /** Waits until one of them has ended, well or not; the first in this order if there are several. */
    <P extends Promise<?>> P any(List<P> promises);

    /**
     * Does something whose result can't be foreseen or that should not be done again, and records the result.
     *
     * <p>It is called in the turn's transaction, and again only if that is rolled back. It can't use this context.
     *
     * @param name for the record; what stands at this place of the code is recognised by it
     * @return the result as it comes back from JSON
     */
    <R> R run(String name, Class<R> type, Callable<R> call);

    /** Random numbers that come out the same when the handler is executed again; not to be used for secrets. */
    Random random();

    /** A fresh identifier, unique, that comes out the same when the handler is executed again; not a secret. */
    UUID uuid();

    /**
     * Tells which version of a piece of code to execute, so that code can change while handlers wait.
     *
     * <pre>
     * if (wf.version("gift", 1, 2) &gt;= 2) { wf.activity(Warehouse.class).addGift(order); }
     * </pre>
     *
     * @param change names the change; the same name gets the same answer during the handler's whole execution
     * @return {@code newest} where the handler comes for the first time; the recorded one where it has been before, and
     *     {@code oldest} where it has been before this call was written
     */
    int version(String change, int oldest, int newest);

    /**
     * Ends this execution of the {@link Run} method and begins it anew, with the fields as they are and the same input.
     *
     * <p>The run, its timers and the inbox stay; what was recorded of the execution is dropped. For main lines that go on
     * for ever: the cost of a turn grows with what is recorded. It does not return, and what is asked for after it has
     * no effect.
     */
    void restart();
}
