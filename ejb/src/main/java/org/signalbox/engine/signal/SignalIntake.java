package org.signalbox.engine.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import org.signalbox.client.Reason;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.gate.Addressing;
import org.signalbox.engine.gate.DelayedSignals;
import org.signalbox.engine.gate.Malformed;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.gate.SignalReader;
import org.signalbox.engine.undeliverable.RawSignal;

/**
 * What all consumers of signals do with a message.
 *
 * <p>When a method returns, the signal, or the fact that it is none, is durable, and the message may be acknowledged. If the
 * server dies before that, the broker delivers again and the signal id makes the repetition harmless. Failures of the
 * database are waited for in place; a message that fails for another reason is {@linkplain UnprocessableSignals set aside}
 * after a few tries. Nothing gets out, except that the application is being stopped.
 */
@ApplicationScoped
public class SignalIntake {

    @Inject
    private SignalGate gate;

    @Inject
    private Addressing addressing;

    @Inject
    private SignalReader reader;

    @Inject
    private Endurance endurance;

    @Inject
    private UnprocessableSignals unprocessable;

    @Inject
    private DelayedSignals delayed;

    @Inject
    private Inversions inversions;

    @Inject
    private Replies replies;

    /** Brings the signal of a message to its instance and answers with the receipt. */
    public void take(Message message) {
        ReceiptView receipt = endurance.process(
                () -> describe(message),
                () -> take(read(message), notes(message)),
                failure -> unprocessable.keep(message, failure));
        replies.send(message, receipt);
    }

    private static String describe(Message message) {
        return "The signal of message " + MessageReader.idOf(message).orElse("without an id");
    }

    private ReceiptView take(RawSignal raw, BrokerNotes notes) {
        try {
            if (notes.dueAt().isPresent()) {
                return delayed.delay(raw, notes.dueAt().get(), notes.expiresAt());
            }
            RawSignal addressed = addressing.address(raw);
            Request.Signal signal = reader.read(addressed);
            ReceiptView receipt = ReceiptView.of(gate.take(signal, addressed));
            inversions.note(notes.arrival(), receipt);
            return receipt;
        } catch (Malformed e) {
            return refuse(raw, e.reason(), e.told());
        }
    }

    private ReceiptView refuse(RawSignal raw, Reason reason, String detail) {
        gate.refuse(raw, reason, detail);
        return ReceiptView.refused(raw, reason, detail);
    }

    /** Keeps the signal of a message that came too late. */
    public void expired(Message message) {
        String detail = "The time to live that its sender gave the message was over before it was consumed.";
        ReceiptView receipt = endurance.process(
                () -> describe(message),
                () -> refuse(read(message), Reason.EXPIRED, detail),
                failure -> unprocessable.keep(message, failure));
        replies.send(message, receipt);
    }

    private static BrokerNotes notes(Message message) {
        try {
            return BrokerNotes.of(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException("The message can't be read", e.getErrorCode(), e);
        }
    }

    private static RawSignal read(Message message) {
        try {
            return MessageReader.read(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException("The message can't be read", e.getErrorCode(), e);
        }
    }
}
