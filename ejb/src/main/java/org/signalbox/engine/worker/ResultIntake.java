package org.signalbox.engine.worker;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.Optional;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.engine.application.LargeMessages;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.application.Queues;

/**
 * What the consumer of results does with a message.
 *
 * <p>There is nobody to tell what is wrong with it. So an answer that is no result makes the attempt fail, and whoever looks
 * at the activity finds the reason; what belongs to no attempt goes to a queue of its own; what comes too late is logged.
 */
@ApplicationScoped
public class ResultIntake {

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    @Resource(lookup = Queues.RESULTS_DEAD)
    private Queue dead;

    @Inject
    private ActivityGate gate;

    @Inject
    private Outage outage;

    /** When it returns, what the message says is durable, and it may be acknowledged. */
    public void take(Message message) throws JMSException {
        Optional<ActivityToken> token = ResultMessage.token(message);
        if (token.isEmpty()) {
            putAside(message, "neither its property token nor its correlation id is a token");
            return;
        }
        try {
            take(message, token.get());
        } catch (Refused e) {
            if (e.reason() == Reason.CLOSED) {
                WorkerLog.LOG.tooLate(message.getJMSMessageID(), String.valueOf(e.getMessage()));
            } else {
                putAside(message, String.valueOf(e.getMessage()));
            }
        }
    }

    private void take(Message message, ActivityToken token) throws JMSException {
        try {
            ResultMessage told = ResultMessage.read(message);
            outage.outlast(() -> {
                tell(token, told);
                return true;
            });
        } catch (BadPayload e) {
            fail(token, e.told());
        } catch (Refused e) {
            if (e.reason() != Reason.BAD_PAYLOAD && e.reason() != Reason.TOO_LARGE) {
                throw e;
            }
            fail(token, String.valueOf(e.getMessage()));
        }
    }

    private void tell(ActivityToken token, ResultMessage told) {
        if (told.failure().isPresent()) {
            gate.fail(token, ActivityOutcome.Failed.of(told.failure().get(), told.retried(), told.delay()));
        } else if (told.heartbeat()) {
            gate.heartbeat(token, told.body());
        } else {
            gate.complete(token, told.body().orElse("null"));
        }
    }

    private void fail(ActivityToken token, String why) {
        outage.outlast(() -> {
            gate.fail(token, ActivityOutcome.Failed.of("The answer can't be used. " + why, true, Optional.empty()));
            return true;
        });
    }

    /** Fails the attempt to which a message belongs that is too large to be read. */
    void refuse(LargeMessages.Unread message) {
        WorkerLog.LOG.noResult(message.property("JMSMessageID").orElse("-"), Queues.RESULTS_DEAD, message.describe());
        try {
            message.property("token")
                    .or(() -> message.property("JMSCorrelationID"))
                    .ifPresent(token -> fail(new ActivityToken(token), message.describe()));
        } catch (Refused | IllegalArgumentException e) {
            WorkerLog.LOG.notFailed(message.property("JMSMessageID").orElse("-"), AuthorFailure.textOf(e));
        }
    }

    /** For one that could not be processed: kept for people, and the attempt fails if it can be found. */
    boolean setAside(Message message, Throwable failure) {
        String why = "It could not be processed: " + AuthorFailure.textOf(failure);
        putAside(message, why);
        try {
            ResultMessage.token(message).ifPresent(token -> fail(token, why));
        } catch (JMSException | RuntimeException | Error e) {
            WorkerLog.LOG.notFailed(idOf(message), AuthorFailure.textOf(e));
        }
        return true;
    }

    private void putAside(Message message, String why) {
        WorkerLog.LOG.noResult(idOf(message), Queues.RESULTS_DEAD, why);
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer().send(dead, message);
        }
    }

    static String idOf(Message message) {
        try {
            return String.valueOf(message.getJMSMessageID());
        } catch (JMSException e) {
            return "-";
        }
    }
}
