package org.signalbox.engine.effect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Accepted;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.journal.JournalRow;
import org.signalbox.engine.line.LineRow;

/** What the turns of one transaction changed and has not been written yet. */
public final class Changes {

    private final List<JournalRow> appended = new ArrayList<>();
    private final List<JournalRow> advanced = new ArrayList<>();
    private final Map<WorkflowId, Instance> instances = new LinkedHashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<LineRow> lines = new ArrayList<>();

    record Order(Command command, Instance instance) {}

    record Refusal(WorkflowId workflowId, Verdict.Rejection rejection) {}

    /**
     * @param before the sequence up to which entries are in the journal already
     * @param accepted what is to be remembered of new entries that were sent under ids
     */
    public void add(Verdict.Taken taken, long before, Map<SignalId, Accepted> accepted) {
        Instance after = taken.after();
        for (Entry entry : taken.entries()) {
            Optional<String> fingerprint = entry.event()
                    .sentAs()
                    .flatMap(id -> Optional.ofNullable(accepted.get(id)))
                    .flatMap(Accepted::fingerprint);
            (entry.sequence() > before ? appended : advanced).add(new JournalRow(after.id(), entry, fingerprint));
        }
        taken.commands().forEach(c -> orders.add(new Order(c, after)));
        taken.rejections().forEach(r -> refusals.add(new Refusal(after.id(), r)));
        taken.lines().forEach(change -> lines.add(new LineRow(after.id(), change)));
        instances.put(after.id(), after);
    }

    /** Whether there is something of that instance that the database does not show yet. */
    public boolean hasSomeOf(WorkflowId id) {
        return instances.containsKey(id);
    }

    List<JournalRow> appended() {
        return appended;
    }

    List<JournalRow> advanced() {
        return advanced;
    }

    /** Each as it is after its last turn. */
    Collection<Instance> instances() {
        return instances.values();
    }

    List<Order> orders() {
        return orders;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    List<LineRow> lines() {
        return lines;
    }

    void clear() {
        lines.clear();
        appended.clear();
        advanced.clear();
        instances.clear();
        orders.clear();
        refusals.clear();
    }
}
