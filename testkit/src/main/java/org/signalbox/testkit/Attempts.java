package org.signalbox.testkit;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityEffects;
import org.signalbox.core.activity.ActivityRules;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.ActivityTask;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.AttemptCall;
import org.signalbox.core.activity.AttemptStatus;
import org.signalbox.core.activity.Decision;
import org.signalbox.core.activity.HeartbeatResult;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;

/** Calls activities, and carries out what the core decides about them. */
final class Attempts {

    private final Agenda agenda;
    private final Store store;
    private final Workers workers;
    private final Consumer<Request> report;
    private final Admissions admissions;

    Attempts(Agenda agenda, Store store, Workers workers, Consumer<Request> report) {
        this.agenda = agenda;
        this.store = store;
        this.workers = workers;
        this.report = report;
        this.admissions = new Admissions(agenda, this::admitted);
    }

    void schedule(Command.ScheduleActivity command) {
        ActivityRules rules = workers.rules(command.type(), command.method());
        Decision decision = ActivityTask.schedule(command.key(), rules, agenda.instant());
        store.put(new StoredActivity(
                decision.after(),
                command.type(),
                command.method(),
                command.arguments(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        decision.carryOut(new Effects(command.key()));
        wake(decision.after());
    }

    private ActivityRules rules(StoredActivity activity) {
        return workers.rules(activity.type(), activity.method());
    }

    /** Keeps what was decided and has it carried out. */
    private void carryOut(Decision decision) {
        ActivityTask after = decision.after();
        StoredActivity before = store.activity(after.key());
        store.put(before.with(after));
        decision.carryOut(new Effects(after.key()));
        if (!after.times().equals(before.task().times())) {
            wake(after);
        }
    }

    private void wake(ActivityTask task) {
        task.times().wakeAt().ifPresent(at -> agenda.note(at, () -> due(task.key(), at)));
    }

    /** Noted more than once, so what was noted may be out of date. */
    private void due(ActivityKey key, Instant noted) {
        StoredActivity activity = store.activity(key);
        if (activity.task().times().wakeAt().equals(Optional.of(noted))) {
            carryOut(activity.task()
                    .due(() -> activity.failure().map(Undecodable::shown), rules(activity), agenda.instant()));
        }
    }

    private void begin(Attempt attempt) {
        StoredActivity activity = store.activity(attempt.key());
        ActivityRules rules = rules(activity);
        boolean admitted =
                activity.task().flags().limited() ? admissions.isAdmitted(attempt.key()) : !rules.startsLimited();
        carryOut(activity.task()
                .begin(
                        attempt,
                        new ActivityTask.Conditions(true, admitted, activity.isUndecodable()),
                        rules,
                        agenda.instant()));
    }

    private boolean admitted(ActivityKey key) {
        StoredActivity activity = store.activity(key);
        Decision decision = activity.task().admitted(rules(activity), agenda.instant());
        carryOut(decision);
        return !decision.after().equals(activity.task());
    }

    private void call(Attempt attempt) {
        StoredActivity activity = store.activity(attempt.key());
        Workers.Worker worker = workers.worker(activity.type(), activity.method());
        KitAttempt context = workers.context();
        context.begin(attempt, activity.details(), () -> task(attempt).heartbeatResult(attempt));
        try {
            String result = worker.call(activity.arguments());
            if (context.isCompletedLater()) {
                keepDetails(attempt, context.details());
                carryOut(task(attempt).handOver(attempt, rules(activity), agenda.instant()));
            } else {
                end(attempt, new ActivityOutcome.Completed(result));
            }
        } catch (NoAnswer e) {
            keepDetails(attempt, context.details());
        } catch (AssertionError | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            keepDetails(attempt, context.details());
            end(attempt, AttemptCall.thrown(e, worker.method(), attempt.number()));
        } finally {
            context.end();
        }
    }

    private ActivityTask task(Attempt attempt) {
        return store.activity(attempt.key()).task();
    }

    /** Only those of the current attempt count. */
    private void keepDetails(Attempt attempt, Optional<String> details) {
        StoredActivity activity = store.activity(attempt.key());
        if (activity.task().heartbeatResult(attempt) != HeartbeatResult.ENDED) {
            store.put(activity.withDetails(details.or(activity::details)));
        }
    }

    private void end(Attempt attempt, ActivityOutcome outcome) {
        StoredActivity activity = store.activity(attempt.key());
        carryOut(
                outcome instanceof ActivityOutcome.Failed failed
                        ? activity.task().fail(attempt, failed, rules(activity), agenda.instant())
                        : activity.task()
                                .end(attempt, ActivityState.RUNNING, outcome, rules(activity), agenda.instant()));
    }

    /** Drops what has not ended of a run. */
    void drop(WorkflowId id, int run) {
        store.storedActivities(id).stream()
                .filter(a -> store.entry(id, a.task().key().sequence()).run() == run)
                .forEach(a -> carryOut(a.task().drop(rules(a), agenda.instant())));
    }

    void cancel(ActivityKey key) {
        // of what a line leaves at its end, not all are activities
        store.findActivity(key).ifPresent(a -> carryOut(a.task().askToCancel(rules(a), agenda.instant())));
    }

    /** From outside: completes the activity. */
    void complete(ActivityToken token, String result) {
        AttemptStatus status = status(token);
        status.checkResult(result, workers.sizes());
        ActivityOutcome.Completed completed = new ActivityOutcome.Completed(result);
        if (status.completes()) {
            carryOut(status.task().complete(status.attempt(), completed, status.rules(), agenda.instant()));
        } else if (!status.repeats(completed)) {
            throw status.closed();
        }
    }

    /** From outside: the failure of an attempt. */
    void fail(ActivityToken token, Throwable thrown) {
        AttemptStatus status = status(token);
        ActivityOutcome.Failed failure = status.failed(thrown);
        if (status.isCurrent()) {
            end(status.attempt(), failure);
        } else if (!status.repeats(failure)) {
            throw status.closed();
        }
    }

    /** From outside: a sign of life. */
    boolean heartbeat(ActivityToken token, Optional<String> details) {
        AttemptStatus status = status(token);
        details.ifPresent(d -> AttemptStatus.checkText(d, workers.sizes()));
        if (!status.isCurrent()) {
            throw status.closed();
        }
        keepDetails(status.attempt(), details);
        carryOut(task(status.attempt()).heartbeat(status.attempt(), status.rules(), agenda.instant()));
        return status.task().heartbeatResult(status.attempt()) == HeartbeatResult.GO_ON;
    }

    private AttemptStatus status(ActivityToken token) {
        return store.activity(token)
                .flatMap(activity -> activity.attempt(token)
                        .map(attempt -> new AttemptStatus(
                                attempt, activity.task(), rules(activity), activity.result(), activity.failure())))
                .orElseThrow(AttemptStatus::unknown);
    }

    /** Carries out what was decided about one activity. */
    private final class Effects implements ActivityEffects {

        private final ActivityKey key;

        Effects(ActivityKey key) {
            this.key = key;
        }

        @Override
        public void send(Attempt attempt) {
            agenda.note(agenda.instant(), () -> begin(attempt));
        }

        @Override
        public void call(Attempt attempt) {
            Attempts.this.call(attempt);
        }

        @Override
        public void askForAdmission() {
            StoredActivity activity = store.activity(key);
            admissions.enter(
                    key,
                    activity.type(),
                    workers.worker(activity.type(), activity.method()).starts());
        }

        @Override
        public void giveUpAdmission() {
            admissions.leave(key);
        }

        @Override
        public void keepResult(String json) {
            store.put(store.activity(key).withResult(json));
        }

        @Override
        public void keepFailure(String failure) {
            store.put(store.activity(key).withFailure(failure));
        }

        @Override
        public void report(ActivityOutcome outcome) {
            report.accept(new Request.ActivityDone(key, store.activity(key).name(), outcome.write()));
        }
    }
}
