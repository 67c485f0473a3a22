package org.signalbox.engine.signal;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.engine.application.LargeMessages;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.undeliverable.RawSignal;

/** Signals that are too large to be read become undeliverable, unread; their messages are in {@code signals.dead}. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class LargeSignals {

    /** The broker's numbers for kinds of messages. */
    private static final Map<String, String> KINDS = Map.of("2", "OBJECT", "6", "STREAM");

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private LargeMessages messages;

    @Inject
    private Outage outage;

    @Inject
    private SignalGate gate;

    @Inject
    private Replies replies;

    @PostConstruct
    void begin() {
        executor.execute(() -> messages.watch("signals.large", "signals.dead", this::refuse));
    }

    private void refuse(LargeMessages.Unread message) {
        RawSignal raw = signal(message);
        String detail = message.describe() + " It is in the queue signals.dead, as message "
                + message.property("JMSMessageID").orElse("without an id") + ".";
        outage.outlast(() -> {
            gate.refuse(raw, Reason.TOO_LARGE, detail);
            return true;
        });
        message.property("JMSReplyTo")
                .ifPresent(replyTo -> replies.send(
                        replyTo,
                        message.property("JMSCorrelationID").or(() -> message.property("JMSMessageID")),
                        ReceiptView.refused(raw, Reason.TOO_LARGE, detail)));
    }

    static RawSignal signal(LargeMessages.Unread message) {
        return new RawSignal(
                message.property("workflowId").or(() -> message.property("JMSXGroupID")),
                message.property("signal").or(() -> message.property("JMSType")),
                message.property("signalId").or(() -> message.property("JMSMessageID")),
                message.property("workflowType"),
                Optional.empty(),
                message.property("holdFor"),
                KINDS.getOrDefault(message.property("type").orElse(""), RawSignal.UNREAD),
                Optional.empty(),
                message.properties());
    }
}
