package org.signalbox.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;

/** Calls activities, again and again as their options say, and tells their instances how they ended. */
final class Attempts {

    private final Agenda agenda;
    private final Store store;
    private final Workers workers;
    private final Consumer<Request> report;

    Attempts(Agenda agenda, Store store, Workers workers, Consumer<Request> report) {
        this.agenda = agenda;
        this.store = store;
        this.workers = workers;
        this.report = report;
    }

    void schedule(Command.ScheduleActivity activity) {
        String name = activity.type() + "." + activity.method();
        store.put(new ScheduledActivity(
                activity.key(),
                name,
                activity.arguments(),
                ScheduledActivity.State.SCHEDULED,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        agenda.note(agenda.instant(), () -> attempt(activity.key()));
    }

    private Workers.Worker worker(ScheduledActivity activity) {
        int dot = activity.name().lastIndexOf('.');
        return workers.worker(activity.name().substring(0, dot), activity.name().substring(dot + 1));
    }

    /** Drops what has not ended of a run: attempts and time-outs that are noted find nothing to do. */
    void drop(WorkflowId id, int run) {
        store.activities(id).stream()
                .filter(a ->
                        !a.hasEnded() && store.entry(id, a.key().sequence()).run() == run)
                .forEach(a -> store.put(a.dropped()));
    }

    private void attempt(ActivityKey key) {
        if (store.activity(key).hasEnded()) {
            return;
        }
        ScheduledActivity activity = store.activity(key).begun();
        store.put(activity);
        Workers.Worker worker = worker(activity);
        KitAttempt context = workers.context();
        context.begin(activity, a -> false);
        try {
            String result = worker.method().call(worker.implementation(), activity.arguments());
            if (context.isCompletedLater()) {
                goOn(activity, worker.method());
            } else {
                complete(activity, result);
            }
        } catch (NoAnswer e) {
            goOn(activity, worker.method());
        } catch (AssertionError | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            fail(activity.told(context.told()), worker.method(), e);
        } finally {
            context.end();
        }
    }

    /** The attempt has no end yet; its time has. */
    private void goOn(ScheduledActivity activity, ActivityMethod method) {
        store.put(activity.told(workers.context().told()));
        agenda.note(agenda.instant().plus(method.startToClose()), () -> timeOut(activity, method));
    }

    private boolean isRunning(ScheduledActivity attempt) {
        ScheduledActivity now = store.activity(attempt.key());
        return now.state() == ScheduledActivity.State.RUNNING && now.attempts() == attempt.attempts();
    }

    private static boolean isRunning(ScheduledActivity activity, ActivityToken token) {
        return activity.state() == ScheduledActivity.State.RUNNING
                && activity.token().equals(token);
    }

    private void timeOut(ScheduledActivity attempt, ActivityMethod method) {
        if (isRunning(attempt)) {
            int attempts = attempt.attempts();
            fail(
                    store.activity(attempt.key()),
                    "Attempt " + attempts + " did not end in time",
                    method.hasAttemptsLeft(attempts)
                            ? Optional.of(method.backoff().after(attempts))
                            : Optional.empty());
        }
    }

    private void complete(ScheduledActivity activity, String result) {
        store.put(activity.completed(result));
        end(activity, new ActivityOutcome.Completed(result));
    }

    private void fail(ScheduledActivity activity, ActivityMethod method, Throwable failure) {
        int attempts = activity.attempts();
        boolean again = method.isRetried(failure, attempts);
        fail(
                activity,
                failure.toString(),
                again ? Optional.of(method.pauseAfter(failure, attempts)) : Optional.empty());
    }

    /** @param pause until the next attempt; empty if there is none */
    private void fail(ScheduledActivity activity, String failure, Optional<Duration> pause) {
        if (pause.isPresent()) {
            store.put(activity.failed(failure, ScheduledActivity.State.SCHEDULED));
            agenda.note(agenda.instant().plus(pause.get()), () -> attempt(activity.key()));
        } else {
            store.put(activity.failed(failure, ScheduledActivity.State.FAILED));
            end(activity, new ActivityOutcome.Failed(failure));
        }
    }

    private void end(ScheduledActivity activity, ActivityOutcome outcome) {
        report.accept(new Request.ActivityDone(activity.key(), activity.name(), outcome.write()));
    }

    /** From outside: the end of an attempt. */
    void complete(ActivityToken token, String result) {
        ScheduledActivity activity = find(token);
        try {
            worker(activity).method().result(result);
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, "It is no result of " + activity.name() + ". " + e.told());
        }
        if (isRunning(activity, token)) {
            complete(activity, result);
        } else if (activity.state() != ScheduledActivity.State.COMPLETED
                || !activity.token().equals(token)
                || !activity.result().equals(Optional.of(result))) {
            throw over(activity);
        }
    }

    /** From outside: the failure of an attempt. */
    void fail(ActivityToken token, Throwable failure) {
        ScheduledActivity activity = find(token);
        if (isRunning(activity, token)) {
            fail(activity, worker(activity).method(), failure);
        } else if (!activity.failure().equals(Optional.of(failure.toString()))) {
            throw over(activity);
        }
    }

    /** From outside: a sign of life. */
    boolean heartbeat(ActivityToken token, Optional<String> details) {
        ScheduledActivity activity = find(token);
        if (!isRunning(activity, token)) {
            throw over(activity);
        }
        store.put(activity.told(details.or(activity::details)));
        return true;
    }

    private ScheduledActivity find(ActivityToken token) {
        return store.activity(token)
                .orElseThrow(() -> new Refused(
                        Reason.UNKNOWN_TOKEN,
                        "There is no attempt of an activity with this token; take it unchanged."));
    }

    private static Refused over(ScheduledActivity activity) {
        return new Refused(Reason.CLOSED, "Attempt " + activity.attempts() + " of " + activity.name() + " has ended.");
    }
}
