package org.signalbox.core.machine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.signalbox.core.catalog.Attribute;
import org.signalbox.core.catalog.Attributes;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Command;

/** Finds out which search attributes a request has changed. */
record Indexing(Catalog catalog, Optional<Instance> before, Instance after) {

    /**
     * What is to be written.
     *
     * @return empty if nothing has changed
     * @throws AuthorFailure if a value can't be searched
     */
    Optional<Command> changes() {
        boolean sameRun = before.filter(b -> b.run() == after.run()).isPresent();
        if (sameRun && before.flatMap(Instance::state).equals(after.state())) {
            return Optional.empty();
        }
        List<Attribute> now = valuesOf(after);
        List<Attribute> then = before.map(this::valuesOf).orElse(List.of());
        if (now.equals(then) && before.map(Instance::type).equals(Optional.of(after.type()))) {
            return Optional.empty();
        }
        Set<String> changed = new TreeSet<>();
        now.stream().filter(a -> !then.contains(a)).forEach(a -> changed.add(a.name()));
        then.stream().filter(a -> !now.contains(a)).forEach(a -> changed.add(a.name()));
        if (!before.map(Instance::type).equals(Optional.of(after.type()))) {
            now.forEach(a -> changed.add(a.name()));
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Command.Index(
                        after.type(),
                        changed,
                        now.stream().filter(a -> changed.contains(a.name())).toList()));
    }

    private List<Attribute> valuesOf(Instance instance) {
        Optional<WorkflowType> type = catalog.workflow(instance.type());
        Attributes attributes = type.map(WorkflowType::attributes).orElse(Attributes.NONE);
        if (attributes.isEmpty() || instance.state().isEmpty()) {
            return List.of();
        }
        try {
            return attributes.of(instance.state().get());
        } catch (BadPayload e) {
            throw new AuthorFailure(instance.type(), new IllegalStateException(e.told()));
        }
    }
}
