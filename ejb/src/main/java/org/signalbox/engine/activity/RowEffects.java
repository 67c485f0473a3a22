package org.signalbox.engine.activity;

import java.util.Optional;
import org.signalbox.core.activity.ActivityEffects;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.Decision;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.ActivityOutcome;

/** Keeps a decision about an activity in its row. What is to be done after the commit is left to the caller. */
final class RowEffects implements ActivityEffects {

    private final ActivityEntity row;
    private final StoredPayloads payloads;
    private final AdmissionStore admissions;
    private Optional<AttemptMessage> toSend = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean asks;

    private RowEffects(ActivityEntity row, StoredPayloads payloads, AdmissionStore admissions) {
        this.row = row;
        this.payloads = payloads;
        this.admissions = admissions;
    }

    static RowEffects keep(Decision decision, ActivityEntity row, StoredPayloads payloads, AdmissionStore admissions) {
        RowEffects effects = new RowEffects(row, payloads, admissions);
        decision.carryOut(effects);
        row.set(decision.after());
        return effects;
    }

    Optional<AttemptMessage> toSend() {
        return toSend;
    }

    /** As it has just been kept. */
    Optional<String> failure() {
        return failure;
    }

    boolean asksForAdmission() {
        return asks;
    }

    @Override
    public void send(Attempt attempt) {
        toSend = Optional.of(new AttemptMessage(attempt, row.type));
    }

    /** By the worker, when it has been committed that the attempt has begun. */
    @Override
    public void call(Attempt attempt) {}

    @Override
    public void askForAdmission() {
        asks = true;
    }

    @Override
    public void giveUpAdmission() {
        admissions.leave(row.key());
    }

    @Override
    public void keepResult(String json) {
        row.result = payloads.encode(json, row.workflowId);
    }

    @Override
    public void keepFailure(String text) {
        failure = Optional.of(text);
        row.failure = payloads.encode(text, row.workflowId);
    }

    /** By the turn in whose transaction the activity ends; see {@link ActivityStore#end}. */
    @Override
    public void report(ActivityOutcome outcome) {}
}
