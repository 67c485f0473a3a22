package org.signalbox.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.TimeLimits;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;

/** Calls activities, again and again as their options say, and tells their instances how they ended. */
final class Attempts {

    private static final String CANCELLED = ActivityCancelled.class.getName() + ": The activity was cancelled";

    /** As on the server. */
    private static final Duration UNTIL_DECODABLE = Duration.ofMinutes(1);

    private final Agenda agenda;
    private final Store store;
    private final Workers workers;
    private final Consumer<Request> report;
    private final Admissions admissions;
    private final Map<ActivityKey, Times> times = new HashMap<>();

    /** When it was asked for, when its last attempt began, and when that last gave a sign of life. */
    private record Times(Instant scheduled, Instant begun, Instant beat, boolean outside) {}

    Attempts(Agenda agenda, Store store, Workers workers, Consumer<Request> report) {
        this.agenda = agenda;
        this.store = store;
        this.workers = workers;
        this.report = report;
        this.admissions = new Admissions(agenda, this::attempt);
    }

    void schedule(Command.ScheduleActivity scheduled) {
        String name = scheduled.type() + "." + scheduled.method();
        ScheduledActivity activity = new ScheduledActivity(
                scheduled.key(),
                name,
                scheduled.arguments(),
                ScheduledActivity.State.SCHEDULED,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        store.put(activity);
        Instant now = agenda.instant();
        times.put(scheduled.key(), new Times(now, now, now, false));
        agenda.note(now, () -> attempt(activity.key()));
        TimeLimits limits = limits(activity);
        limits.waitsUntil(now, false).ifPresent(until -> agenda.note(until, () -> giveUp(activity.key(), false)));
        limits.closeBy(now).ifPresent(until -> agenda.note(until, () -> giveUp(activity.key(), true)));
    }

    /** It waits for an attempt that is not to come any more. */
    private void giveUp(ActivityKey key, boolean begun) {
        ScheduledActivity activity = store.activity(key);
        if (activity.state() == ScheduledActivity.State.SCHEDULED && (begun || activity.attempts() == 0)) {
            String what = activity.attempts() == 0 ? "did not begin in time" : "did not end in time";
            fail(activity, "It was asked for at " + times(activity).scheduled + " and " + what, Optional.empty());
        }
    }

    private Workers.Worker worker(ScheduledActivity activity) {
        int dot = activity.name().lastIndexOf('.');
        return workers.worker(activity.name().substring(0, dot), activity.name().substring(dot + 1));
    }

    private TimeLimits limits(ScheduledActivity activity) {
        return worker(activity).method().limits();
    }

    private Times times(ScheduledActivity activity) {
        return Optional.ofNullable(times.get(activity.key())).orElseThrow();
    }

    /** Drops what has not ended of a run: attempts and time-outs that are noted find nothing to do. */
    void drop(WorkflowId id, int run) {
        store.activities(id).stream()
                .filter(a ->
                        !a.hasEnded() && store.entry(id, a.key().sequence()).run() == run)
                .forEach(a -> {
                    store.put(a.dropped());
                    admissions.leave(a.key());
                });
    }

    private void attempt(ActivityKey key) {
        if (store.activity(key).state() != ScheduledActivity.State.SCHEDULED) {
            return; // cancelled meanwhile
        }
        if (store.activity(key).isUndecodable()) {
            admissions.leave(key);
            agenda.note(agenda.instant().plus(UNTIL_DECODABLE), () -> attempt(key));
            return;
        }
        Workers.Worker worker = worker(store.activity(key));
        if (!admissions.mayBegin(key, worker.method().type(), worker.starts())) {
            return;
        }
        ScheduledActivity activity = store.activity(key).begun();
        store.put(activity);
        Instant now = agenda.instant();
        times.put(key, new Times(times(activity).scheduled, now, now, false));
        KitAttempt context = workers.context();
        context.begin(activity, a -> store.activity(a.key()).cancelled());
        try {
            String result = worker.call(activity.arguments());
            if (now(activity).hasEnded()) {
                return;
            }
            if (context.isCompletedLater()) {
                goOn(now(activity), context.told(), true);
            } else {
                complete(now(activity), result);
            }
        } catch (NoAnswer e) {
            goOn(now(activity), context.told(), false);
        } catch (ActivityCancelled e) {
            cancelled(now(activity));
        } catch (AssertionError | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            fail(now(activity).told(context.told()), worker.method(), e);
        } finally {
            context.end();
        }
    }

    private ScheduledActivity now(ScheduledActivity activity) {
        return store.activity(activity.key());
    }

    /** The attempt has no end yet. */
    private void goOn(ScheduledActivity activity, Optional<String> details, boolean outside) {
        store.put(activity.told(details));
        Times begun = times(activity);
        times.put(activity.key(), new Times(begun.scheduled, begun.begun, begun.beat, outside));
        if (outside && activity.cancelled()) {
            cancelled(now(activity));
        } else {
            watch(activity);
        }
    }

    /** Looks after an attempt when its time is over, and again if there was a sign of life meanwhile. */
    private void watch(ScheduledActivity attempt) {
        Times begun = times(attempt);
        Instant end = limits(attempt).end(begun.scheduled, begun.begun, begun.beat);
        agenda.note(end, () -> {
            ScheduledActivity activity = now(attempt);
            boolean same = activity.attempts() == attempt.attempts();
            if (same && activity.state() == ScheduledActivity.State.RUNNING) {
                timeOut(activity);
            }
        });
    }

    private void timeOut(ScheduledActivity activity) {
        Times begun = times(activity);
        TimeLimits limits = limits(activity);
        if (limits.end(begun.scheduled, begun.begun, begun.beat).isAfter(agenda.instant())) {
            watch(activity);
            return;
        }
        ActivityMethod method = worker(activity).method();
        int attempts = activity.attempts();
        fail(
                activity,
                limits.lateness(attempts, begun.scheduled, begun.begun, agenda.instant()),
                method.hasAttemptsLeft(attempts) ? Optional.of(method.backoff().after(attempts)) : Optional.empty());
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
        Optional<Instant> closeBy = limits(activity).closeBy(times(activity).scheduled);
        Optional<Instant> next = pause.map(agenda.instant()::plus)
                .filter(at -> !activity.cancelled())
                .filter(at -> closeBy.filter(by -> !at.isBefore(by)).isEmpty());
        if (next.isPresent()) {
            store.put(activity.failed(failure, ScheduledActivity.State.SCHEDULED));
            admissions.leave(activity.key());
            agenda.note(next.get(), () -> attempt(activity.key()));
        } else {
            store.put(activity.failed(failure, ScheduledActivity.State.FAILED));
            end(activity, new ActivityOutcome.Failed(failure));
        }
    }

    private void cancelled(ScheduledActivity activity) {
        store.put(activity.failed(CANCELLED, ScheduledActivity.State.CANCELLED));
        end(activity, new ActivityOutcome.Failed(CANCELLED));
    }

    private void end(ScheduledActivity activity, ActivityOutcome outcome) {
        admissions.leave(activity.key());
        report.accept(new Request.ActivityDone(activity.key(), activity.name(), outcome.write()));
    }

    /** There is no more use for it. Its end is an event of its own, so it comes after the turn that wants it. */
    void cancel(ActivityKey key) {
        if (!times.containsKey(key)) {
            return; // of what a line leaves at its end, not all are activities
        }
        store.put(store.activity(key).unwanted());
        agenda.note(agenda.instant(), () -> {
            ScheduledActivity activity = store.activity(key);
            boolean outside = activity.state() == ScheduledActivity.State.RUNNING && times(activity).outside;
            if (outside || activity.state() == ScheduledActivity.State.SCHEDULED) {
                cancelled(activity);
            }
        });
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
        Times begun = times(activity);
        times.put(activity.key(), new Times(begun.scheduled, begun.begun, agenda.instant(), begun.outside));
        store.put(activity.told(details.or(activity::details)));
        return !activity.cancelled();
    }

    private static boolean isRunning(ScheduledActivity activity, ActivityToken token) {
        return activity.state() == ScheduledActivity.State.RUNNING
                && activity.token().equals(token);
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
