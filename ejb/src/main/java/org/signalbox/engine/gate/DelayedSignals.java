package org.signalbox.engine.gate;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.TimeLimit;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.journal.RepetitionStore;
import org.signalbox.engine.undeliverable.Delayed;
import org.signalbox.engine.undeliverable.DelayedStore;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/**
 * Signals that their senders want delivered later. They are taken in at once, and wait in the database; so they are seen, survive the
 * broker, and come in the order of their due times whatever is down when they are due.
 *
 * <p>Which instance a business key means, and whether there is one, is decided when the signal is due, as if the broker had delivered it then.
 */
@ApplicationScoped
public class DelayedSignals {

    private static final String EXPIRED =
            "The time to live that its sender gave the message was over before it was handled.";

    @Inject
    private DelayTransaction transaction;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private Addressing addressing;

    @Inject
    private SignalReader reader;

    @Inject
    private Catalog catalog;

    @Inject
    private DelayedStore delayed;

    @Inject
    private HeldStore held;

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private RepetitionStore repetitions;

    /**
     * Keeps a signal until it is due. It may be called again with the same signal id without a second effect.
     *
     * @param expiresAt when it becomes undeliverable; one that is too far to be stored never comes
     * @throws Malformed what is wrong with the signal, as far as it can be known already
     * @throws org.signalbox.client.Unavailable if the database can't be reached
     */
    public ReceiptView delay(RawSignal raw, Instant dueAt, Optional<Instant> expiresAt) throws Malformed {
        mustBeStorable(dueAt);
        if (raw.businessKey().isPresent()) {
            BusinessKey.of(raw, catalog);
        } else {
            reader.read(raw);
        }
        Optional<Instant> before = keep(raw, dueAt, expiresAt.filter(end -> !end.isAfter(TimeLimit.LATEST)));
        return new ReceiptView(
                raw.signalId(),
                raw.workflowId(),
                Optional.empty(),
                Optional.empty(),
                before.isPresent() ? Outcome.DUPLICATE : Outcome.HELD,
                before.map(b -> Outcome.HELD),
                Optional.empty(),
                DelayedStore.untilDue(before.orElse(dueAt)));
    }

    private static void mustBeStorable(Instant dueAt) throws Malformed {
        try {
            TimeLimit.within("The delivery time", dueAt);
        } catch (IllegalArgumentException e) {
            throw new Malformed(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Once more if somebody has kept the same at the same time: then it is found. */
    private Optional<Instant> keep(RawSignal raw, Instant dueAt, Optional<Instant> expiresAt) {
        try {
            return transaction.keep(raw, dueAt, expiresAt);
        } catch (EJBException e) {
            if (!Conflict.isOfData(e) && !Conflict.isBehind(e)) {
                throw e;
            }
            return transaction.keep(raw, dueAt, expiresAt);
        }
    }

    /**
     * Brings what is due to its instances.
     *
     * @return whether there may be more
     */
    public boolean sweep(int atOnce) {
        List<Delayed> due = transaction.due(atOnce);
        List<Delayed> left = due;
        while (!left.isEmpty()) {
            Map<String, Delayed> firsts = new LinkedHashMap<>();
            left.forEach(d -> firsts.putIfAbsent(d.address(), d));
            bring(List.copyOf(firsts.values()));
            left = left.stream().filter(d -> !firsts.containsValue(d)).toList();
        }
        return due.size() == atOnce;
    }

    /** At most one of each address: the next one must wait for it. */
    private void bring(List<Delayed> signals) {
        List<DelayedErrand> errands = new ArrayList<>();
        for (Delayed signal : signals) {
            errand(signal).ifPresent(errands::add);
        }
        List<Optional<RuntimeException>> failures = groupCommit.submitEach(errands);
        for (int i = 0; i < errands.size(); i++) {
            DelayedErrand errand = errands.get(i);
            failures.get(i).ifPresent(failure -> failed(errand, failure));
        }
    }

    /** One that can't be brought must not keep the others from it. */
    private void failed(DelayedErrand errand, RuntimeException failure) {
        Delayed signal = errand.delayed();
        if (failure instanceof Unstorable) {
            refuse(signal, signal.raw().orElseThrow(), Reason.BAD_PAYLOAD, String.valueOf(failure.getMessage()));
        } else if (Outage.isBehind(failure)) {
            throw failure;
        } else {
            GateLog.LOG.delayedLater(signal.id(), errand.workflowId().value(), failure.toString());
            transaction.lookLater(signal);
        }
    }

    private void refuse(Delayed signal, RawSignal raw, Reason reason, String detail) {
        transaction.refuse(signal, raw, reason, detail);
        GateLog.LOG.refused(reason, LogText.safe(raw.workflowId()), LogText.safe(raw.signalId()), LogText.line(detail));
    }

    private Optional<DelayedErrand> errand(Delayed signal) {
        if (signal.raw().isEmpty()) {
            transaction.lookLater(signal);
            return Optional.empty();
        }
        RawSignal raw = signal.raw().get();
        if (signal.isExpired(transaction.now())) {
            refuse(signal, raw, Reason.EXPIRED, EXPIRED);
            return Optional.empty();
        }
        try {
            RawSignal addressed = addressing.address(raw);
            Request.Signal request = reader.read(addressed);
            return Optional.of(new DelayedErrand(
                    signal,
                    delayed,
                    new SignalErrand(request, addressed, held, undeliverable, repetitions, Crowd.ANY)));
        } catch (Malformed e) {
            refuse(signal, raw, e.reason(), e.told());
            return Optional.empty();
        }
    }
}
