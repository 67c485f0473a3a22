package org.signalbox.engine.worker;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.turn.Causes;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.application.ServerStopping;
import org.signalbox.engine.application.Watch;

/**
 * Gives every attempt a thread of its own, with the contexts of the caller's, and takes the caller back when the attempt's
 * time is over.
 *
 * <p>The thread is interrupted then. One that ignores it can't be ended; it is watched, and while there are too many of them
 * for one method, no further attempt of that method is begun on this server: all other methods go on.
 */
@ApplicationScoped
public class AttemptThreads {

    /** As many as one type may have under way: so many attempts of one method can run out of time at once. */
    private static final int MOST_LATE = Places.OF_ONE_TYPE;

    private final Set<Late> late = ConcurrentHashMap.newKeySet();
    private final Set<String> full = ConcurrentHashMap.newKeySet();

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ContextService contexts;

    @Inject
    private ActivityCaller caller;

    @Inject
    private Watch watch;

    /** A thread that did not end with its attempt. */
    private record Late(String method, Thread thread) {}

    /** Whether a further attempt may be begun; says so in the log when that changes. */
    public boolean hasRoomFor(ActivityMethod method) {
        String name = name(method);
        late.removeIf(l -> !l.thread.isAlive());
        long going = late.stream().filter(l -> l.method.equals(name)).count();
        if (going >= MOST_LATE) {
            if (full.add(name)) {
                WorkerLog.LOG.full(going, name);
            }
            return false;
        }
        if (full.remove(name)) {
            WorkerLog.LOG.roomAgain(name);
        }
        return true;
    }

    /**
     * Carries out an attempt and waits for it, but not longer than its time.
     *
     * @throws ServerStopping if the attempt was cut off because the server is being suspended or stopped
     */
    public CallResult carryOut(LiveAttempt live) {
        ActivityTransaction.Call call = live.call();
        FutureTask<CallResult> attempt = new FutureTask<>(() -> caller.call(live));
        Thread thread = threads.newThread(contexts.contextualRunnable(attempt));
        thread.setName("signalbox " + name(call.method()));
        thread.start();
        try {
            return outcome(live, attempt, thread);
        } catch (InterruptedException e) {
            attempt.cancel(true);
            throw new ServerStopping(e);
        } catch (ExecutionException e) {
            throw Causes.has(ServerStopping.class, e)
                    ? new ServerStopping(e)
                    : new IllegalStateException("The attempt was cut off", e);
        }
    }

    private CallResult outcome(LiveAttempt live, FutureTask<CallResult> attempt, Thread thread)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return attempt.get(Math.max(1, live.patience().toMillis()), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (live.patience().toMillis() > 0) {
                    continue; // there was a heartbeat meanwhile
                }
                CallResult late = new CallResult.Ended(live.late());
                attempt.cancel(true);
                leave(thread, live.call());
                return late;
            }
        }
    }

    private void leave(Thread thread, ActivityTransaction.Call call) {
        late.add(new Late(name(call.method()), thread));
        watch.begin(
                thread,
                () -> "Attempt " + call.attempt().number() + " of activity " + name(call.method()) + " of instance '"
                        + call.attempt().key().workflowId() + "', although its time is over and it was interrupted");
    }

    private static String name(ActivityMethod method) {
        return method.type() + "." + method.name();
    }
}
