package org.signalbox.engine.gate;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.effect.Outbox;
import org.signalbox.engine.line.LineCache;
import org.signalbox.engine.server.ThisServer;

/** Does what a committed transaction left to do. Whatever gets lost here is found by the sweeps of the alarm. */
@ApplicationScoped
public class AfterCommit {

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private ThisServer server;

    @Inject
    private ActivitySender activities;

    @Inject
    private InboxRunner inboxes;

    @Inject
    private Courier courier;

    @Inject
    private AnswerBell bell;

    @Inject
    private LineCache lines;

    @Inject
    private ReceiptBell receipts;

    /** Never fails: what it is about has been committed and answered, and must not look as if it had not. */
    public void carryOut(Outbox outbox) {
        try {
            server.turns(outbox.turns());
            outbox.lines().forEach(open -> lines.keep(open.instance(), open.lines()));
            if (!outbox.attempts().isEmpty()) {
                activities.send(outbox.attempts());
            }
            outbox.senders().forEach(courier::begin);
            outbox.answered().forEach(bell::ring);
            receipts.ring(outbox.changed());
            for (WorkflowId id : outbox.toResume()) {
                executor.execute(() -> resume(id));
            }
        } catch (RuntimeException e) {
            GateLog.LOG.sweepWillCarryOut(e);
        }
    }

    private void resume(WorkflowId id) {
        try {
            inboxes.resume(id);
        } catch (Unavailable e) {
            GateLog.LOG.sweepWillResume(id, e);
        }
    }
}
