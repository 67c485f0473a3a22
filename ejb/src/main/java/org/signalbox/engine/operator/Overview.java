package org.signalbox.engine.operator;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.core.turn.ProcessEnded;
import org.signalbox.core.turn.Question;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityView;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.application.RunningCode;
import org.signalbox.engine.application.ServerStopping;
import org.signalbox.engine.application.Watch;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.JournalView;
import org.signalbox.engine.mail.ChildStore;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.Undeliverable;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/**
 * Read views. Every method is a transaction of its own, takes no locks, and sees whatever has been committed before; while
 * the database is away it throws {@link org.signalbox.client.Unavailable}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class Overview {

    @Inject
    private InstanceStore instances;

    @Inject
    private JournalStore journal;

    @Inject
    private ActivityStore activities;

    @Inject
    private ChildStore children;

    @Inject
    private TimerStore timers;

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private Catalog catalog;

    @Inject
    private Watch watch;

    @Inject
    private Readiness readiness;

    @Inject
    private RunningCode running;

    @Resource
    private SessionContext session;

    public List<InstanceView> instances(InstanceFilter filter, int limit) {
        return instances.list(filter, limit);
    }

    public long count(InstanceFilter filter) {
        return instances.count(filter);
    }

    /** Empty if there is none, or signals are only held for it. */
    public Optional<InstanceView> instance(WorkflowId id) {
        return instances.view(id).filter(v -> v.instance().run() > 0);
    }

    /** @param from the lowest sequence wanted */
    public List<JournalView> journal(WorkflowId id, long from, int limit) {
        return journal.page(id, from, limit);
    }

    /** What is accepted and not handled yet, in order. */
    public List<JournalView> inbox(WorkflowId id, int limit) {
        return instances
                .read(id)
                .filter(i -> i.waiting() > 0)
                .map(i -> journal.inbox(id, i.firstWaiting(), limit))
                .orElse(List.of());
    }

    public List<TimerStore.TimerView> timers(WorkflowId id) {
        return timers.of(id);
    }

    /** Newest first. */
    public List<ActivityView> activities(WorkflowId id, int limit) {
        return activities.of(id, limit);
    }

    /** The children of all runs, newest first. */
    public List<Child> children(WorkflowId id, int limit) {
        return children.of(id, limit);
    }

    /** The bond of a run to its parent; empty if it was not started as a child. */
    public Optional<Child> parent(WorkflowId id, int run) {
        return children.parentOf(id, run);
    }

    /** Those not settled yet, newest first, without their bodies. */
    public List<Undeliverable> undeliverable(
            Optional<String> workflowId, Optional<Reason> reason, int first, int count) {
        return undeliverable.open(workflowId, reason, first, count);
    }

    /** The numbers of those not settled yet, behind that one, in the order in which they came. */
    public List<Long> oldestUndeliverable(Optional<String> workflowId, Optional<Reason> reason, long after, int count) {
        return undeliverable.oldest(workflowId, reason, after, count);
    }

    /** The numbers of those of a signal that are not settled, newest first. */
    public List<Long> undeliverable(WorkflowId id, SignalId signalId) {
        return undeliverable.open(id, signalId);
    }

    public long countUndeliverable() {
        return undeliverable.countOpen();
    }

    public Optional<Undeliverable> undeliverable(long number) {
        return undeliverable.find(number);
    }

    /**
     * Answers a query from the persisted state.
     *
     * @param question the query's argument as JSON
     * @return the answer as JSON
     * @throws org.signalbox.client.Refused {@code UNKNOWN_INSTANCE}, {@code UNKNOWN_WORKFLOW}, {@code UNKNOWN_SIGNAL} for
     *     an unknown query, {@code BAD_PAYLOAD}
     * @throws QueryFailed if the author's code fails or changes a field
     */
    public String query(WorkflowId id, String query, Optional<String> question) {
        Instance instance = instance(id)
                .map(InstanceView::instance)
                .orElseThrow(() -> new Refused(Reason.UNKNOWN_INSTANCE, "There is no instance '" + id + "'."));
        WorkflowType type = catalog.workflow(instance.type())
                .orElseThrow(() ->
                        new Refused(Reason.UNKNOWN_WORKFLOW, "Workflow '" + instance.type() + "' is not deployed."));
        Handler handler = type.query(query)
                .orElseThrow(() -> new Refused(
                        Reason.UNKNOWN_SIGNAL,
                        "Workflow '" + type.name() + "' has no query '" + query + "'; it answers " + type.queryNames()
                                + "."));
        Watch.Watched watched =
                watch.begin(Thread.currentThread(), () -> "Query '" + query + "' of instance '" + id + "'");
        try {
            return running.call(
                    "query " + query + " of instance " + id,
                    () -> new Question(type, handler, question).ask(instance.state()));
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        } catch (AuthorFailure e) {
            if (readiness.mayInterrupt()) {
                throw new ServerStopping(Causes.copyOf(e));
            }
            throw new QueryFailed(e);
        } catch (ProcessEnded e) {
            throw new QueryFailed(new AuthorFailure(handler.describe(), e));
        } finally {
            // It only reads: what it may have changed through an entity manager is rolled back.
            session.setRollbackOnly();
            watch.end(watched);
        }
    }
}
