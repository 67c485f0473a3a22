package org.signalbox.engine.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import org.signalbox.client.Reason;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.gate.Addressing;
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
 * database and mistakes of our own are waited for in place; nothing gets out, except that the application is being stopped.
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
    private Outage outage;

    @Inject
    private Endurance endurance;

    @Inject
    private Replies replies;

    /** Brings the signal of a message to its instance and answers with the receipt. */
    public void take(Message message) {
        ReceiptView receipt = endurance.until(() -> describe(message), () -> {
            RawSignal raw = read(message);
            return outage.outlast(() -> take(raw));
        });
        replies.send(message, receipt);
    }

    private static String describe(Message message) {
        return "The signal of message " + MessageReader.idOf(message).orElse("without an id");
    }

    private ReceiptView take(RawSignal raw) {
        try {
            RawSignal addressed = addressing.address(raw);
            Request.Signal signal = reader.read(addressed);
            return ReceiptView.of(gate.take(signal, addressed));
        } catch (Malformed e) {
            gate.refuse(raw, e.reason(), e.told());
            return ReceiptView.refused(raw, e.reason(), e.told());
        }
    }

    /** Keeps the signal of a message that came too late. */
    public void expired(Message message) {
        String detail = "The time to live that its sender gave the message was over before it was consumed.";
        RawSignal raw = endurance.until(() -> describe(message), () -> {
            RawSignal read = read(message);
            return outage.outlast(() -> {
                gate.refuse(read, Reason.EXPIRED, detail);
                return read;
            });
        });
        replies.send(message, ReceiptView.refused(raw, Reason.EXPIRED, detail));
    }

    private static RawSignal read(Message message) {
        try {
            return MessageReader.read(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException("The message can't be read", e.getErrorCode(), e);
        }
    }
}
