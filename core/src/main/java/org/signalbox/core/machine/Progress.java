package org.signalbox.core.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Decision;
import org.signalbox.core.turn.Turn;

/**
 * An instance on its way through one request: numbers events in the order they are taken and runs the turn of each,
 * unless earlier ones wait. Used for one request and thrown away.
 */
final class Progress {

    private final Catalog catalog;
    private final Settings settings;
    private final Instant now;
    private final Optional<AuthorFailure> failure;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Verdict.Rejection> rejections = new ArrayList<>();
    private Instance instance;

    Progress(Catalog catalog, Settings settings, Instance instance, Situation situation) {
        this.catalog = catalog;
        this.settings = settings;
        this.instance = instance;
        this.now = situation.now();
        this.failure = situation.failure();
    }

    /** Gives a new event the next sequence and its turn, or a place in the inbox. */
    Progress take(Event event) {
        if (failure.isPresent() && !instance.isHeldUp()) {
            instance = instance.parked(Optional.of(parking(failure.get())));
        }
        if (failure.isPresent() || instance.isHeldUp()) {
            queue(event);
        } else {
            handle(numbered(event));
        }
        return this;
    }

    /** Puts signals held for this start into the inbox, except those that its workflow does not take. */
    Progress queue(List<Event.Signalled> held) {
        for (Event.Signalled signal : held) {
            WorkflowType type = catalog.workflow(instance.type()).orElseThrow();
            Optional<Handler> handler = type.signal(signal.name());
            if (handler.isEmpty()) {
                rejections.add(new Verdict.Rejection(
                        signal, Reason.UNKNOWN_SIGNAL, "Workflow '" + type.name() + "' takes " + type.signalNames()));
                continue;
            }
            try {
                handler.get().decode(signal.payload());
                queue(signal);
            } catch (BadPayload e) {
                rejections.add(new Verdict.Rejection(signal, Reason.BAD_PAYLOAD, e.told()));
            }
        }
        return this;
    }

    private void queue(Event event) {
        entries.add(numbered(event));
        instance = instance.waitingFor(instance.waiting() + 1);
    }

    private Entry numbered(Event event) {
        instance = instance.numbered(instance.sequence() + 1);
        return new Entry(instance.sequence(), instance.run(), event, Entry.State.WAITING, List.of());
    }

    /** Gives the first event of the inbox its turn. */
    Progress resume(Entry head) {
        if (failure.isPresent()) {
            instance = instance.parked(Optional.of(parking(failure.get())));
            return this;
        }
        instance = instance.waitingFor(instance.waiting() - 1).parked(Optional.empty());
        handle(head);
        return this;
    }

    Verdict.Taken taken() {
        return new Verdict.Taken(instance, entries, commands, rejections);
    }

    private void handle(Entry entry) {
        boolean ofThisRun = entry.run() == instance.run() && instance.status().isRunning();
        if (!ofThisRun && entry.event() instanceof Event.Signalled signal) {
            String detail = "Run " + entry.run() + " of '" + instance.id() + "' ended before the signal's turn came.";
            rejections.add(new Verdict.Rejection(signal, Reason.CLOSED, detail));
            entries.add(new Entry(entry.sequence(), entry.run(), signal, Entry.State.REJECTED, List.of(detail)));
            return;
        }
        List<Command> decided = ofThisRun ? turn(entry) : List.of();
        commands.addAll(decided);
        entries.add(new Entry(
                entry.sequence(),
                entry.run(),
                entry.event(),
                Entry.State.HANDLED,
                decided.stream().map(Command::describe).toList()));
    }

    private List<Command> turn(Entry entry) {
        WorkflowType type = catalog.workflow(instance.type())
                .orElseThrow(() -> new AuthorFailure(
                        "Workflow '" + instance.type() + "'",
                        new IllegalStateException("is not deployed; deployed are " + catalog.workflowNames())));
        Turn turn = new Turn(catalog, type, instance.id(), instance.run(), entry.sequence(), now);
        Optional<Handler> handler = handlerOf(type, entry.event());
        if (handler.isEmpty()) {
            if (instance.state().isEmpty()) {
                instance = instance.decided(turn.freshState());
            }
            return List.of();
        }
        Decision decision =
                turn.run(handler.get(), instance.state(), entry.event().payload());
        instance = instance.decided(decision.state());
        List<Command> decided = new ArrayList<>(decision.commands());
        decision.closing().ifPresent(closing -> {
            instance = instance.closed(closing, now);
            decided.add(new Command.CancelAllTimers());
        });
        return decided;
    }

    private static Optional<Handler> handlerOf(WorkflowType type, Event event) {
        return switch (event.kind()) {
            case START -> type.start();
            case SIGNAL -> Optional.of(type.signal(event.name()).orElseThrow(() -> missing(type, event)));
            case TIMER -> Optional.of(type.timer(event.name()).orElseThrow(() -> missing(type, event)));
            case ACTIVITY -> Optional.empty();
        };
    }

    private static AuthorFailure missing(WorkflowType type, Event event) {
        return new AuthorFailure(
                type.code().getSimpleName(),
                new IllegalStateException("has no handler any more for " + event.kind() + " '" + event.name() + "'"));
    }

    private Parking parking(AuthorFailure cause) {
        int attempts = instance.parking().map(Parking::attempts).orElse(0) + 1;
        Instant since = instance.parking().map(Parking::since).orElse(now);
        Optional<Instant> retryAt = attempts < settings.retryLimit()
                ? Optional.of(now.plus(settings.retries().after(attempts)))
                : Optional.empty();
        return new Parking(cause.told(), since, attempts, retryAt);
    }
}
