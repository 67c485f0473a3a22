package org.signalbox.activity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;

/**
 * What an activity can know and say of the attempt that is under way; injected into its bean with {@code @Inject}. Valid on
 * the thread on which the method was called, until it returns.
 */
public interface ActivityContext {

    /** The instance that asked for the activity. */
    WorkflowId workflowId();

    /**
     * Identifies the activity: the same in all its attempts, on whichever server and after restarts, and another one for every
     * other activity of any instance and run. To be given to services that do the same request only once, as the key by which they know it.
     *
     * @return at most 200 characters; not a secret
     */
    String id();

    /** The number of this attempt, from 1. */
    int attempt();

    /**
     * Says that work goes on. Cheap: it may be called as often as is handy, only now and then one is written.
     *
     * @param details how far it has got, or null; whatever can be written as JSON. The next attempt, if there is one, finds
     *     the last of them, or one a little older if the server died
     * @throws ActivityCancelled if there is no more use for the work: clean up and let it out
     */
    void heartbeat(@Nullable Object details);

    /** What the last heartbeat of a former attempt told. */
    <D> Optional<D> details(Class<D> type);

    /**
     * Says that the attempt does not end when the method returns, but when someone says so who has the token: by
     * {@link org.signalbox.client.WorkflowClient}, over REST or by a JMS message, on any server, also after a restart. What
     * the method returns is ignored; what it throws ends the attempt as always. The options of {@link Activity} hold, so
     * give it a {@link Activity#startToClose} that is long enough.
     *
     * @return the same token whenever it is called in the same attempt; each attempt has its own. Any of them completes the
     *     activity, unless {@link Activity#onlyCurrentAttemptCompletes} is set; failures and heartbeats count only from the
     *     current attempt
     */
    ActivityToken completeLater();
}
