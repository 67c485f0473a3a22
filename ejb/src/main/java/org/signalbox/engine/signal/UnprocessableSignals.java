package org.signalbox.engine.signal;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import org.signalbox.client.Reason;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.application.Queues;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.undeliverable.RawSignal;

/**
 * Keeps messages that could not be processed, so that those behind them can be.
 *
 * <p>Each way of keeping one has a simpler one behind it: undeliverable as it came; undeliverable with short texts, and the
 * message itself in the queue {@code signals.dead}; only in that queue, with a line in the log.
 */
@ApplicationScoped
public class UnprocessableSignals {

    private static final int LONGEST_DETAIL = 2_000;

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    @Resource(lookup = Queues.SIGNALS_DEAD)
    private Queue dead;

    @Inject
    private SignalGate gate;

    @Inject
    private Outage outage;

    /**
     * Keeps a message.
     *
     * @param failure of the last try
     * @return what its sender is told
     */
    ReceiptView keep(Message message, Throwable failure) {
        String detail = StorableText.of(
                "It could not be processed in " + Endurance.TRIES + " tries, although the database works: "
                        + AuthorFailure.textOf(rootOf(failure)),
                LONGEST_DETAIL);
        try {
            RawSignal raw = MessageReader.read(message);
            outage.outlast(() -> refuse(raw, detail));
            return ReceiptView.refused(raw, Reason.UNPROCESSABLE, detail);
        } catch (JMSException | RuntimeException | Error e) {
            return keepShort(message, detail, e);
        }
    }

    private ReceiptView keepShort(Message message, String detail, Throwable whyNot) {
        putIntoDeadQueue(message);
        String more = detail + " It is in the queue signals.dead, as it could not be kept as it came: "
                + AuthorFailure.textOf(rootOf(whyNot));
        RawSignal raw = MessageReader.readShort(message);
        try {
            outage.outlast(() -> refuse(raw, more));
        } catch (RuntimeException | Error e) {
            SignalLog.LOG.onlyInDeadQueue(
                    raw.signalId().orElse("-"), raw.workflowId().orElse("-"), Queues.SIGNALS_DEAD, e);
        }
        return ReceiptView.refused(raw, Reason.UNPROCESSABLE, more);
    }

    private boolean refuse(RawSignal raw, String detail) {
        gate.refuse(raw, Reason.UNPROCESSABLE, detail);
        return true;
    }

    private void putIntoDeadQueue(Message message) {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer().send(dead, message);
        }
    }

    private static Throwable rootOf(Throwable e) {
        return AuthorFailure.causeOf(e).map(UnprocessableSignals::rootOf).orElse(e);
    }
}
