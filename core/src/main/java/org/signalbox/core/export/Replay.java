package org.signalbox.core.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.Machine;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.LineTimer;

/**
 * Tells whether the deployed code would go on with an exported instance: whether it reads the fields, comes to where each
 * open line waits by the recorded steps, and takes what is still to come. What handlers did that have ended is not
 * executed again, here as on the server.
 */
public final class Replay {

    private final Catalog catalog;
    private final Machine machine;

    public Replay(Catalog catalog) {
        this.catalog = catalog;
        this.machine = new Machine(catalog, Settings.DEFAULT);
    }

    /** What stands in the way, for people; empty if nothing does. */
    public List<String> problems(Exported exported) {
        Instance instance = exported.instance();
        Optional<WorkflowType> type = catalog.workflow(instance.type());
        if (type.isEmpty()) {
            return List.of("Workflow '" + instance.type() + "' is not deployed; deployed are " + catalog.workflowNames()
                    + ".");
        }
        List<String> problems = new ArrayList<>();
        instance.state().flatMap(state -> fields(type.get(), state)).ifPresent(problems::add);
        if (instance.status().isRunning() && problems.isEmpty()) {
            exported.lines().forEach(line -> arrival(instance, line).ifPresent(problems::add));
            exported.waiting().stream()
                    .filter(e ->
                            e.run() == instance.run() || instance.life().chain().isPresent())
                    .forEach(e -> reception(type.get(), e).ifPresent(problems::add));
            exported.timers().stream()
                    .filter(timer ->
                            !LineTimer.isOne(timer) && type.get().timer(timer).isEmpty())
                    .forEach(timer -> problems.add("Timer '" + timer + "' is set, but there is no @OnTimer for it."));
        }
        return problems;
    }

    private static Optional<String> fields(WorkflowType type, String state) {
        try {
            type.restored(state);
            return Optional.empty();
        } catch (BadPayload e) {
            return Optional.of("The fields can't be read: " + e.told());
        } catch (RuntimeException e) {
            return Optional.of("The fields can't be read: " + AuthorFailure.textOf(e));
        }
    }

    private Optional<String> arrival(Instance instance, Line line) {
        try {
            String first = machine.arrive(instance, line, line.openedAt());
            String second = machine.arrive(instance, line, line.openedAt());
            return first.equals(second)
                    ? Optional.empty()
                    : Optional.of("The handler of event " + line.opened() + " ("
                            + line.event().name()
                            + ") is not the same twice: it comes to where it waits with the fields\n  " + first
                            + "\nand then with\n  " + second);
        } catch (AuthorFailure e) {
            return Optional.of("The handler of event " + line.opened() + ": " + e.told());
        }
    }

    private static Optional<String> reception(WorkflowType type, Entry entry) {
        Event event = entry.event();
        String which = "Event " + entry.sequence() + " (" + event.kind() + " '" + event.name() + "')";
        try {
            Optional<Handler> handler = switch (event.kind()) {
                case START -> type.beginning();
                case RESTART -> type.main();
                case UPDATE -> type.update(event.name());
                case TIMER -> type.timer(event.name());
                default -> Optional.empty();
            };
            handler.ifPresent(h -> h.decode(event.payload()));
            boolean taken = switch (event.kind()) {
                case SIGNAL -> type.takes(event.name());
                case RESTART, UPDATE -> handler.isPresent();
                case TIMER -> handler.isPresent() || LineTimer.isOne(event.name());
                default -> true;
            };
            if (event.kind() == Event.Kind.SIGNAL && taken) {
                type.checkStored(event.name(), event.payload());
            }
            return taken ? Optional.empty() : Optional.of(which + " waits, but there is no handler for it.");
        } catch (BadPayload e) {
            return Optional.of(which + " waits, but its payload does not fit: " + e.told());
        }
    }
}
