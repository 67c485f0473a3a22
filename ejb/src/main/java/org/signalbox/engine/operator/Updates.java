package org.signalbox.engine.operator;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.signalbox.client.SignalId;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.UpdateAnswer;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.journal.AnswerStore;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.JournalView;

/** The updates of an instance, as an operator sees them. Reading is a transaction of its own and takes no locks. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class Updates {

    @Inject
    private InstanceStore instances;

    @Inject
    private JournalStore journal;

    @Inject
    private AnswerStore answers;

    /** An update with what its sender is told when it asks. */
    public record Update(JournalView event, UpdateReceipt<String> receipt) {}

    /**
     * Those that wait for their answer, and the newest that have one; newest first. One that never gets an answer, because its
     * run has ended, is in the journal only: to find it, all of that would have to be read.
     *
     * <p>Other transactions commit meanwhile. As answers are read last, one that is missing was not there when its update was
     * seen to wait.
     *
     * @param limit of each of the two
     */
    public List<Update> of(WorkflowId id, int limit) {
        Optional<Instance> found = instances.read(id);
        if (found.isEmpty()) {
            return List.of();
        }
        Instance instance = found.get();
        Map<Long, JournalView> events = new TreeMap<>();
        add(journal.waiting(id, instance.firstWaiting(), Event.Kind.UPDATE, limit), events);
        Set<Long> others = new HashSet<>();
        instance.lines().stream().map(OpenLine::opened).forEach(others::add);
        Map<Long, Command.Answer> answered = answers.newest(id, limit);
        others.addAll(answered.keySet());
        others.removeAll(events.keySet());
        add(journal.events(id, others), events);
        List<Update> newestFirst = new ArrayList<>();
        events.values()
                .forEach(event -> newestFirst.add(
                        0,
                        update(
                                instance,
                                event,
                                Optional.ofNullable(answered.get(event.entry().sequence())))));
        return newestFirst;
    }

    private static void add(List<JournalView> views, Map<Long, JournalView> events) {
        views.stream()
                .filter(view -> view.entry().event().kind() == Event.Kind.UPDATE)
                .forEach(view -> events.put(view.entry().sequence(), view));
    }

    private static Update update(Instance instance, JournalView event, Optional<Command.Answer> answer) {
        SignalId id = ((Event.Updated) event.entry().event()).updateId();
        return new Update(event, UpdateAnswer.of(instance, id, event.entry(), answer));
    }
}
