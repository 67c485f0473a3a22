package org.signalbox.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts, signals, updates and queries instances from Java code of the same application; injected with {@code @Inject}.
 *
 * <p>Each call is a transaction of its own and takes no part in the caller's: when it returns, what the receipt says
 * is durable. While the database is away a call fails with {@link Unavailable} and may be repeated; with the same
 * signal id a repetition has no second effect. Callers never see lock or optimistic-locking errors.
 */
public interface WorkflowClient {

    /**
     * Starts an instance.
     *
     * @param input the input of its start, or null for none
     * @return the number of the new run
     * @throws Refused {@code UNKNOWN_WORKFLOW}, {@code BAD_PAYLOAD} or {@code TOO_LARGE}
     * @throws AlreadyRunning if an instance of that id runs
     */
    int start(String workflowType, WorkflowId workflowId, @Nullable Object input);

    /**
     * Starts an instance under conditions of one's own.
     *
     * @return the number of the new run; of the running one if that is used, or of the first if the start is repeated
     * @throws Refused as above, and {@code CLOSED} if the instance has ended and may not be started again
     * @throws AlreadyRunning if an instance of that id runs, unless the options say what to do then
     */
    int start(StartRequest request);

    /**
     * Sends a signal; a refusal is told by the receipt, and the signal is kept as undeliverable.
     *
     * @throws Refused {@code BUSY}: so many events of the instance wait that the signal is to be sent again later; it is not kept
     */
    Receipt signal(SignalRequest request);

    /**
     * Sends several signals to one instance: all are accepted, one behind the other, or none of them. They are handled later,
     * in their order. What the first one says of a start and of holding goes for all.
     *
     * @return a receipt for each, in their order; {@code DUPLICATE} for one that was taken before
     * @throws Refused if one of them can't be accepted, which the message names, or {@code BUSY}; there is no trace of any then,
     *     not as undeliverable either
     * @throws IllegalArgumentException if there are none, or they are for different instances
     */
    List<Receipt> signalTogether(List<SignalRequest> requests);

    /**
     * Asks a run to end. Whoever waits in it gets {@link org.signalbox.workflow.Cancelled} and may clean up; if nobody waits,
     * it ends at once. It does not queue behind signals that wait. A repetition has no further effect while the run lasts.
     *
     * @param reason for people; may be empty
     * @throws Refused {@code UNKNOWN_INSTANCE} or {@code CLOSED}
     */
    void cancel(WorkflowId workflowId, String reason);

    /**
     * Ends a run at once, without asking its code, which may be failing or gone. Its timers and the activities that have not
     * ended are dropped; signals that wait become undeliverable.
     *
     * @param reason for people; may be empty
     * @throws Refused {@code UNKNOWN_INSTANCE} or {@code CLOSED}
     */
    void terminate(WorkflowId workflowId, String reason);

    /**
     * Asks a query of an instance, open or closed.
     *
     * @throws Refused {@code UNKNOWN_INSTANCE}, {@code UNKNOWN_SIGNAL} for an unknown query, {@code BAD_PAYLOAD}
     */
    <R> R query(WorkflowId workflowId, String query, Class<R> type);

    /** As {@link #query(WorkflowId, String, Class)}, with the argument that the query takes. */
    <R> R query(WorkflowId workflowId, String query, Object argument, Class<R> type);

    /**
     * Sends an update and waits for its answer, as long as the request says.
     *
     * @param type of the result
     * @return what is known of it then; with the same update id always the first answer
     * @throws Refused if it is not accepted, {@code INVALID} if the workflow's validator says so, {@code BUSY} if so many events
     *     of the instance wait that it is to be sent again later; there is no trace of it then
     */
    <R> UpdateReceipt<R> update(UpdateRequest request, Class<R> type);

    /** What is known of an update sent before; empty if there is no trace of it. */
    <R> Optional<UpdateReceipt<R>> answer(WorkflowId workflowId, SignalId updateId, Class<R> type);

    /**
     * Sends a signal to the only running instance that has that value in that search attribute.
     *
     * @return as for {@link #signal(SignalRequest)}; the workflow id tells which instance it was
     * @throws Refused {@code NO_MATCH}, {@code SEVERAL_MATCHES}, {@code UNKNOWN_WORKFLOW}, {@code MALFORMED} for an attribute
     *     that is none: the signal is kept as undeliverable; {@code BUSY}: it is not
     */
    Receipt signal(KeyedSignal signal);

    /**
     * Finds instances by their search attributes.
     *
     * @return their ids in ascending order, at most as many as the search says; it sees what was committed before
     * @throws Refused {@code UNKNOWN_WORKFLOW}, or {@code MALFORMED} for an attribute or value that is none
     */
    List<WorkflowId> find(InstanceSearch search);

    /** What is known of a signal sent before; empty if there is no trace of it. */
    Optional<Receipt> receipt(WorkflowId workflowId, SignalId signalId);

    /**
     * Waits until a signal sent before has been handled or is rejected.
     *
     * @param patience how long at most
     * @return what is known of it then, also if that is not its end; empty, at once, if there is no trace of it
     */
    Optional<Receipt> awaitEnd(WorkflowId workflowId, SignalId signalId, Duration patience);

    /**
     * Completes an activity from outside, by the token of any of its attempts. The same call again has no further effect.
     *
     * @param result what the method would have returned; null if it returns nothing
     * @throws Refused {@code UNKNOWN_TOKEN}; {@code CLOSED} if the activity has ended otherwise; {@code BAD_PAYLOAD} if it is no
     *     result of the method; {@code TOO_LARGE}
     */
    void complete(ActivityToken token, @Nullable Object result);

    /**
     * Ends the current attempt of an activity as failed, from outside. Whether and when another one follows depends on the
     * failure as if the method had thrown it.
     *
     * @throws Refused {@code UNKNOWN_TOKEN}; {@code CLOSED} if the attempt has ended otherwise
     */
    void fail(ActivityToken token, Throwable failure);

    /**
     * Says, from outside, that the work of an attempt goes on.
     *
     * @param details how far it has got, for the next attempt, or null
     * @return false if there is no more use for the work: end it soon
     * @throws Refused {@code UNKNOWN_TOKEN}; {@code CLOSED} if the attempt has ended
     */
    boolean heartbeat(ActivityToken token, @Nullable Object details);
}
