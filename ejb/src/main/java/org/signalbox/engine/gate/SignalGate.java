package org.signalbox.engine.gate;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Begun;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.application.Contended;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.journal.RepetitionStore;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/**
 * The only door for what comes from outside, whatever way it comes.
 *
 * <p>Every method opens transactions of its own; when it returns, what it says is durable. It may be called again with the
 * same signal id without a second effect.
 */
@ApplicationScoped
public class SignalGate {

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private RefusalTransaction refusals;

    @Inject
    private ReceiptTransaction receipts;

    @Inject
    private ReceiptBell bell;

    @Inject
    private HeldStore held;

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private RepetitionStore repetitions;

    @Inject
    private EngineSettings settings;

    @Inject
    private Clock clock;

    /**
     * Takes a signal.
     *
     * @param raw the signal as it came, to be kept if it is refused
     * @throws Unavailable if the database can't be reached
     */
    public Receipt take(Request.Signal signal, RawSignal raw) {
        return take(signal, raw, Crowd.ANY);
    }

    /**
     * As {@link #take}, from somebody who can come again.
     *
     * @throws Refused {@code BUSY}, without any effect
     * @throws Unavailable if the database can't be reached
     */
    public Receipt offer(Request.Signal signal, RawSignal raw) {
        Receipt receipt = take(signal, raw, new Crowd(settings::longestInbox));
        if (isBusy(receipt)) {
            throw new Refused(Reason.BUSY, receipt.detail());
        }
        return receipt;
    }

    private static boolean isBusy(Receipt receipt) {
        return receipt.reason().equals(Optional.of(Reason.BUSY));
    }

    private Receipt take(Request.Signal signal, RawSignal raw, Crowd crowd) {
        Receipt receipt = submit(signal, raw, crowd);
        if (receipt.outcome() == Outcome.REJECTED && !isBusy(receipt)) {
            GateLog.LOG.refused(
                    receipt.reason().orElse(Reason.MALFORMED),
                    signal.workflowId().value(),
                    signal.signalId().value(),
                    LogText.line(receipt.detail()));
        }
        return receipt;
    }

    /** A signal that can't be stored as an event must not stop those behind it; as undeliverable it is not lost. */
    private Receipt submit(Request.Signal signal, RawSignal raw, Crowd crowd) {
        try {
            return groupCommit.submit(new SignalErrand(signal, raw, held, undeliverable, repetitions, crowd));
        } catch (Unstorable e) {
            String detail = String.valueOf(e.getMessage());
            keep(raw, Reason.BAD_PAYLOAD, detail);
            return Receipt.rejected(signal.signalId(), signal.workflowId(), Reason.BAD_PAYLOAD, detail);
        }
    }

    /**
     * Keeps what is no signal as undeliverable.
     *
     * @throws Unavailable if the database can't be reached
     */
    public void refuse(RawSignal raw, Reason reason, String detail) {
        keep(raw, reason, detail);
        GateLog.LOG.refused(reason, LogText.safe(raw.workflowId()), LogText.safe(raw.signalId()), LogText.line(detail));
    }

    /** Once more if somebody has kept the same at the same time: then it is found. */
    private void keep(RawSignal raw, Reason reason, String detail) {
        try {
            refusals.keep(raw, reason, detail, clock.instant());
        } catch (EJBException e) {
            if (!Conflict.isOfData(e) && !Conflict.isBehind(e)) {
                throw e;
            }
            keepAgain(raw, reason, detail);
        }
    }

    private void keepAgain(RawSignal raw, Reason reason, String detail) {
        try {
            refusals.keep(raw, reason, detail, clock.instant());
        } catch (EJBException e) {
            throw Conflict.isBehind(e) ? new Contended("The signal can't be kept: " + e.getMessage(), e) : e;
        }
    }

    /**
     * What became of a signal, as last committed; empty if there is no trace of it.
     *
     * @throws Unavailable if the database can't be reached
     */
    public Optional<Receipt> receipt(WorkflowId id, SignalId signalId) {
        SignalKey signal = new SignalKey(id, signalId);
        return Optional.ofNullable(receipts.find(List.of(signal)).get(signal));
    }

    /** As {@link #receipt}, once no more can become of the signal, or that time is over; nobody's thread waits for it. */
    public CompletionStage<Optional<Receipt>> receipt(WorkflowId id, SignalId signalId, Duration patience) {
        return bell.awaitEnd(new SignalKey(id, signalId), patience);
    }

    /** Starts an instance; what is in the way of that is thrown as by {@link Begun#of}. */
    public Begun start(Request.Start start) {
        return Begun.of(start, groupCommit.submit(new RequestErrand(start)));
    }

    /**
     * Asks a run to end.
     *
     * @return the instance as it is then
     * @throws Refused if there is no instance, or it has ended
     */
    public Instance cancel(WorkflowId id, Motive motive) {
        return order("cancel", new Request.Cancel(id, motive), motive);
    }

    /**
     * Ends a run without asking its code.
     *
     * @return the instance as it is then
     * @throws Refused if there is no instance, or it has ended
     */
    public Instance terminate(WorkflowId id, Motive motive) {
        return order("terminate", new Request.Terminate(id, motive), motive);
    }

    /**
     * Has nothing of a run handled until {@link #resume}; without effect if it is paused already.
     *
     * @return the instance as it is then
     * @throws Refused if there is no instance, or it has ended
     */
    public Instance pause(WorkflowId id, Motive motive) {
        return order("pause", new Request.Pause(id, motive), motive);
    }

    /**
     * Ends a pause, if there is one; what waits goes on by itself.
     *
     * @return the instance as it is then
     * @throws Refused if there is no instance, or it has ended
     */
    public Instance resume(WorkflowId id, Motive motive) {
        return order("resume", new Request.EndPause(id, motive), motive);
    }

    private Instance order(String what, Request request, Motive motive) {
        Verdict verdict = groupCommit.submit(new RequestErrand(request));
        if (verdict instanceof Verdict.Refused refused) {
            throw new Refused(refused.reason(), refused.detail());
        }
        Instance after = ((Verdict.Taken) verdict).after();
        GateLog.LOG.ordered(what, after.id(), after.run(), after.status(), motive.describe());
        return after;
    }
}
