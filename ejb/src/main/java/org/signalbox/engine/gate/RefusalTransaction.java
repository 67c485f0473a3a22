package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import java.util.List;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.core.machine.Mail;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.mail.Letter;
import org.signalbox.engine.mail.MailStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** The transaction that keeps what never got as far as an instance. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class RefusalTransaction {

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private MailStore mail;

    public void keep(RawSignal raw, Reason reason, String detail, Instant now) {
        undeliverable.keep(raw, reason, detail, now);
    }

    /** Keeps a signal that one instance sent to another; its letter is taken away, and its sender is answered if it waits. */
    public void keepUnprocessable(Letter letter, Mail.Signal signal, String detail, Instant now) {
        if (!mail.take(letter)) {
            return;
        }
        undeliverable.keep(RawSignal.of(signal.signal()), Reason.UNPROCESSABLE, detail, now);
        Receipt receipt = Receipt.rejected(
                signal.signal().signalId(), signal.signal().workflowId(), Reason.UNPROCESSABLE, detail);
        signal.answer(receipt)
                .ifPresent(answer -> mail.send(
                        List.of(new MailStore.Sent(letter.from(), answer)), now.plus(InstanceStore.SWEEP_AFTER)));
    }
}
