package org.signalbox.engine.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.mail.Letter;
import org.signalbox.engine.mail.MailStore;

/** Brings a signal that an instance sent, as every other sender's is brought, and the receipt back if it is waited for. */
final class SignalMailErrand extends MailErrand {

    private final Mail.Signal mail;
    private final SignalErrand signal;
    private final Clock clock;

    SignalMailErrand(Letter letter, Mail.Signal mail, SignalErrand signal, MailStore store, Clock clock) {
        super(letter, store);
        this.mail = mail;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public boolean mayCreate() {
        return signal.mayCreate();
    }

    @Override
    public boolean mayBeHeld() {
        return true;
    }

    @Override
    public Optional<SignalKey> signal() {
        return signal.signal();
    }

    @Override
    Optional<Request> opened(Optional<Instance> instance) {
        return Optional.of(mail.signal());
    }

    @Override
    public Boolean repeated(Receipt first) {
        return !take() || answered(signal.repeated(first), clock.instant());
    }

    @Override
    public List<Sent> sent() {
        return signal.sent();
    }

    @Override
    public Boolean reused(Optional<Instance> instance, String detail, Instant now) {
        return !take() || done(new Verdict.Refused(Reason.ID_REUSED, detail), now);
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        Receipt receipt = signal.done(verdict, now);
        if (receipt.outcome() == Outcome.REJECTED) {
            GateLog.LOG.refused(
                    receipt.reason().orElse(Reason.MALFORMED),
                    receipt.workflowId().value(),
                    receipt.signalId().value(),
                    LogText.line(receipt.detail()));
        }
        return answered(receipt, now);
    }

    private boolean answered(Receipt receipt, Instant now) {
        mail.answer(receipt).ifPresent(answer -> answer(answer, now));
        return true;
    }
}
