package org.signalbox.testkit;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Machine;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Situation;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.turn.AuthorFailure;

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
                    .ifPresent(type -> taken.after().state().ifPresent(state -> checkState(type, state)));
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
        return instance.map(Instance::type).orElse("");
    }
}
