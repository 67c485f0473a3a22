package org.signalbox.engine.operator;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.JournalView;
import org.signalbox.engine.line.LineStore;
import org.signalbox.engine.timer.TimerStore;

/** Reads one instance for an export. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ExportTransaction {

    @Inject
    private InstanceStore instances;

    @Inject
    private LineStore lines;

    @Inject
    private TimerStore timers;

    @Inject
    private JournalStore journal;

    /** What fits together. */
    public record Opening(Instance instance, List<Line> lines, List<TimerStore.TimerView> timers) {}

    /**
     * Everything but the journal; empty if there is no such instance.
     *
     * <p>Proof that it fits together: the steps of a line and what the instance waits for are written by transactions that
     * hold the instance's lock, and so does this one until it has read both.
     */
    public Optional<Opening> opening(WorkflowId id) {
        return Optional.ofNullable(instances.lock(List.of(id), true, List.of()).get(id))
                .filter(instance -> instance.run() > 0)
                .map(instance -> new Opening(
                        instance,
                        instance.lines().isEmpty()
                                ? List.of()
                                : lines.read(List.of(instance)).getOrDefault(id, List.of()),
                        timers.of(id)));
    }

    /** Events are only ever added behind the others, so pages need no lock. */
    public List<JournalView> events(WorkflowId id, long from, int limit) {
        return journal.page(id, from, limit);
    }
}
