package org.signalbox.testkit;

import java.util.Optional;
import java.util.function.Consumer;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.machine.Request;
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
                Optional.empty()));
        Workers.Worker worker = workers.worker(activity.type(), activity.method());
        agenda.note(agenda.instant(), () -> attempt(activity.key(), worker));
    }

    /** Drops what has not ended of a run: attempts and time-outs that are noted find nothing to do. */
    void drop(WorkflowId id, int run) {
        store.activities(id).stream()
                .filter(a ->
                        !a.hasEnded() && store.entry(id, a.key().sequence()).run() == run)
                .forEach(a -> store.put(a.dropped()));
    }

    private void attempt(ActivityKey key, Workers.Worker worker) {
        if (store.activity(key).hasEnded()) {
            return;
        }
        ScheduledActivity activity = store.activity(key).begun();
        store.put(activity);
        ActivityMethod method = worker.method();
        try {
            String result = method.call(worker.implementation(), activity.arguments());
            store.put(activity.completed(result));
            end(activity, new ActivityOutcome.Completed(result));
        } catch (NoAnswer e) {
            agenda.note(agenda.instant().plus(method.startToClose()), () -> timeOut(activity, worker));
        } catch (AssertionError | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            fail(activity, worker, e.toString(), method.isRetried(e, activity.attempts()));
        }
    }

    private void timeOut(ScheduledActivity activity, Workers.Worker worker) {
        if (store.activity(activity.key()).hasEnded()) {
            return;
        }
        String failure = "Attempt " + activity.attempts() + " did not end in time";
        fail(activity, worker, failure, worker.method().hasAttemptsLeft(activity.attempts()));
    }

    private void fail(ScheduledActivity activity, Workers.Worker worker, String failure, boolean again) {
        if (again) {
            store.put(activity.failed(failure, ScheduledActivity.State.SCHEDULED));
            agenda.note(
                    agenda.instant().plus(worker.method().backoff().after(activity.attempts())),
                    () -> attempt(activity.key(), worker));
        } else {
            store.put(activity.failed(failure, ScheduledActivity.State.FAILED));
            end(activity, new ActivityOutcome.Failed(failure));
        }
    }

    private void end(ScheduledActivity activity, ActivityOutcome outcome) {
        report.accept(new Request.ActivityDone(activity.key(), activity.name(), outcome.write()));
    }
}
