package org.signalbox.engine.worker;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.activity.Attempt;
import org.signalbox.engine.activity.AttemptOutcome;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.gate.GroupCommit;

/** Carries out attempts: begin in one transaction, call the bean in none of ours, record in another. */
@ApplicationScoped
public class ActivityWorker {

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    private ActivityTransaction transaction;

    @Inject
    private ActivityStore activities;

    @Inject
    private ActivitySender sender;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private Outage outage;

    /** Idempotent: a message delivered twice finds its attempt begun. */
    public void work(Attempt attempt) {
        Optional<ActivityTransaction.Call> call = outage.outlast(() -> transaction.begin(attempt));
        call.ifPresent(c -> record(attempt, carryOut(c)));
    }

    private AttemptOutcome carryOut(ActivityTransaction.Call call) {
        Instance.Handle<?> bean = null;
        try {
            bean = beans.select(call.type()).getHandle();
            return new AttemptOutcome.Succeeded(call.method().call(bean.get(), call.arguments()));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            Throwable thrown = e instanceof EJBException && e.getCause() != null ? e.getCause() : e;
            return AttemptOutcome.Failed.of(
                    thrown, call.method().isRetried(thrown, call.attempt().number()));
        } finally {
            release(bean);
        }
    }

    /** Beans of a normal scope outlive the call; a dependent one was made for it. */
    private static void release(Instance.@Nullable Handle<?> bean) {
        if (bean != null && bean.getBean().getScope() == Dependent.class) {
            bean.destroy();
        }
    }

    private void record(Attempt attempt, AttemptOutcome outcome) {
        outage.outlast(() -> {
            boolean again = outcome instanceof AttemptOutcome.Failed failed && transaction.retry(attempt, failed);
            return again || groupCommit.submit(new OutcomeErrand(attempt, outcome, activities));
        });
    }

    /** Looks after activities whose message or worker got lost, and those whose back-off is over. */
    public boolean sweep(int limit) {
        ActivityTransaction.Found found = transaction.sweep(limit);
        if (!found.toSend().isEmpty() && !sender.send(found.toSend())) {
            transaction.notSent(found.toSend());
        }
        for (Attempt attempt : found.timedOut()) {
            AttemptOutcome.Failed timedOut = new AttemptOutcome.Failed("The last attempt did not end in time", false);
            groupCommit.submit(new OutcomeErrand(attempt, timedOut, activities));
        }
        return found.toSend().size() + found.timedOut().size() >= limit;
    }
}
