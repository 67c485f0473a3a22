package org.signalbox.testkit;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.LineChange;
import org.signalbox.core.machine.Machine;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Situation;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Step;

/**
 * The machine, with a second look at every turn: the same turn from the same state must decide the same, and the state
 * must come back from its JSON as it was. What differs was kept outside of the durable fields, or came from the clock,
 * from chance or from an order that is not defined.
 */
final class Rehearsal {

    private final Machine machine;
    private final Catalog catalog;
    private final Set<String> once;

    /** @param once the workflows with effects of their own, whose turns can't be repeated */
    Rehearsal(Catalog catalog, Settings settings, Set<String> once) {
        this.machine = new Machine(catalog, settings);
        this.catalog = catalog;
        this.once = Set.copyOf(once);
    }

    /** @throws AuthorFailure as the machine does */
    Verdict react(Request request, Situation situation) {
        String type = typeOf(request, situation.instance());
        if (once.contains(type)) {
            Verdict only = machine.react(request, situation);
            checkState(only);
            return only;
        }
        Optional<Verdict> first = Optional.empty();
        Optional<AuthorFailure> failure = Optional.empty();
        try {
            first = Optional.of(machine.react(request, situation));
        } catch (AuthorFailure e) {
            failure = Optional.of(e);
        }
        repeat(request, situation, first, failure);
        first.ifPresent(this::checkState);
        return first.orElseThrow(failure::orElseThrow);
    }

    boolean mayStart(Request request, Optional<Instance> instance) {
        return instance.map(i -> machine.mayStart(request, i)).orElseGet(request::mayCreate);
    }

    /** After a failure there is no turn, so nothing to repeat. */
    Verdict park(Request request, Situation situation) {
        return machine.react(request, situation);
    }

    private void repeat(
            Request request, Situation situation, Optional<Verdict> first, Optional<AuthorFailure> failure) {
        Verdict second;
        try {
            second = machine.react(request, situation);
        } catch (AuthorFailure e) {
            if (failure.isEmpty()) {
                throw different(request, "succeeded at first and then failed", e);
            }
            return;
        }
        if (failure.isPresent()) {
            throw different(request, "failed at first and then succeeded", failure.get());
        }
        if (!first.equals(Optional.of(second))) {
            throw different(
                    request, "decided\n  first  " + tell(first.orElseThrow()) + "\n  second " + tell(second), null);
        }
    }

    /**
     * Executes every handler that has just come to a wait again from its record, which must lead to the same place and the
     * same fields.
     *
     * @param lines as they are stored now
     */
    void repeatLines(Verdict.Taken taken, Supplier<List<Line>> lines, Instant now) {
        long turns = taken.entries().stream()
                .filter(e -> e.state() != Entry.State.WAITING)
                .count();
        if (turns > 1 || once.contains(taken.after().type())) {
            return;
        }
        Set<Long> advanced = new HashSet<>();
        taken.lines().forEach(change -> {
            if (change instanceof LineChange.Opened || hasGoneOn(change)) {
                advanced.add(change.opened());
            }
        });
        if (!advanced.isEmpty()) {
            lines.get().stream()
                    .filter(l -> advanced.contains(l.opened()))
                    .forEach(l -> repeatLine(taken.after(), l, now));
        }
    }

    private static boolean hasGoneOn(LineChange change) {
        return change instanceof LineChange.Grown grown
                && grown.steps().stream().anyMatch(s -> !(s instanceof Step.Ended));
    }

    private void repeatLine(Instance instance, Line line, Instant now) {
        String arrived;
        try {
            arrived = machine.arrive(instance, line, now);
        } catch (AuthorFailure e) {
            throw rules(line, "does not come to where it waits: " + e.told(), e);
        }
        String stored = instance.state().orElseThrow();
        if (!arrived.equals(stored)) {
            throw rules(
                    line,
                    "comes to where it waits with other fields\n  first  " + stored + "\n  second " + arrived,
                    null);
        }
    }

    private static AssertionError rules(Line line, String what, @Nullable Throwable cause) {
        return new AssertionError(
                "The handler of event " + line.opened() + " (" + line.event().name() + "), executed again, " + what
                        + "\nA handler that waits must do the same again: no static or transient fields, no clock, no random"
                        + " numbers but the WorkflowContext's; and a condition must only read.",
                cause);
    }

    private static AssertionError different(Request request, String what, @Nullable Throwable cause) {
        return new AssertionError(
                "The same turn, run twice from the same state, " + what + "\nfor " + request
                        + "\nA workflow may depend only on its durable fields, the payload and its WorkflowContext: not"
                        + " on static or transient fields, the system's clock or random numbers.",
                cause);
    }

    private static String tell(Verdict verdict) {
        return verdict instanceof Verdict.Taken taken
                ? taken.after().state().orElse("no state") + ", " + taken.commands() + ", "
                        + taken.after().status()
                        + taken.after().result().map(r -> " " + r).orElse("")
                        + taken.after().failure().map(f -> " " + f).orElse("")
                : verdict.toString();
    }

    private void checkState(Verdict verdict) {
        if (verdict instanceof Verdict.Taken taken) {
            catalog.workflow(taken.after().type())
                    .ifPresent(type -> taken.after()
                            .state()
                            .filter(state -> !Undecodable.isMarked(state))
                            .ifPresent(state -> checkState(type, state)));
        }
    }

    private static void checkState(WorkflowType type, String state) {
        String again;
        try {
            again = type.stateOf(type.restored(state));
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "The fields of workflow '" + type.name() + "' can be written but not read back: " + e.getMessage()
                            + "\n  state " + state,
                    e);
        }
        if (!again.equals(state)) {
            throw new AssertionError("The fields of workflow '" + type.name()
                    + "' do not come back from the database as they were\n  written    " + state + "\n  read again "
                    + again);
        }
    }

    private static String typeOf(Request request, Optional<Instance> instance) {
        boolean running = instance.filter(i -> i.status().isRunning()).isPresent();
        if (!running && request instanceof Request.Start start) {
            return start.type();
        }
        if (!running
                && request instanceof Request.Signal signal
                && signal.start().isPresent()) {
            return signal.start().get().type();
        }
        if (!running
                && request instanceof Request.Signals signals
                && signals.start().isPresent()) {
            return signals.start().get().type();
        }
        return instance.map(Instance::type).orElse("");
    }
}
