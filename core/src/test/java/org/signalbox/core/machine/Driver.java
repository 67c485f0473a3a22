package org.signalbox.core.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Steps;

/** Keeps what the machine decides on one instance, as a caller must, and asks again after a failure. */
final class Driver {

    static final WorkflowId ID = new WorkflowId("A-1");
    static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

    /** From which status to which. */
    record Step(Status from, Status to) {}

    final Machine machine;
    final Map<Long, Entry> journal = new TreeMap<>();
    final List<Event.Signalled> held = new ArrayList<>();
    final List<Verdict.Rejection> rejections = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    final Set<Step> steps = new LinkedHashSet<>();
    final Map<Long, Line> lines = new TreeMap<>();
    final Set<Class<?>> kindsOfSteps = new HashSet<>();
    Optional<Instance> instance = Optional.empty();
    Instant now = BEGIN;
    private int signals;

    Driver(Settings settings) {
        this(Account.class, Account::new, settings);
    }

    /** @param account the kind of account */
    Driver(Class<? extends Account> account, Supplier<?> fresh, Settings settings) {
        this(Catalog.of(List.of(account), List.of(Account.Post.class), c -> fresh), settings);
    }

    Driver(Catalog catalog, Settings settings) {
        machine = new Machine(catalog, settings);
    }

    Verdict react(Request request) {
        boolean canStart = machine.mayStart(request, instance.orElseGet(() -> Instance.expected(ID, now)));
        List<Event.Signalled> early = canStart ? List.copyOf(held) : List.of();
        boolean needed = instance.filter(i -> i.needsLines(request, now)).isPresent();
        List<Line> open = needed ? List.copyOf(lines.values()) : List.of();
        Verdict verdict;
        try {
            verdict = machine.react(request, new Situation(instance, open, early, now, Optional.empty()));
        } catch (AuthorFailure e) {
            verdict = machine.react(request, new Situation(instance, open, early, now, Optional.of(e)));
        }
        if (verdict instanceof Verdict.Taken taken) {
            steps.add(new Step(
                    instance.map(Instance::status).orElse(Status.EXPECTED),
                    taken.after().status()));
            instance = Optional.of(taken.after());
            taken.entries().forEach(e -> journal.put(e.sequence(), e));
            taken.lines().forEach(this::change);
            commands.addAll(taken.commands());
            rejections.addAll(taken.rejections());
            if (canStart) {
                held.clear();
            }
        } else if (verdict instanceof Verdict.Held && request instanceof Request.Signal signal) {
            held.add(new Event.Signalled(signal.name(), signal.payload(), signal.signalId()));
        }
        return verdict;
    }

    /** As a store does it: through text. */
    private void change(LineChange change) {
        if (change instanceof LineChange.Opened opened) {
            lines.put(opened.opened(), opened.line());
        } else if (change instanceof LineChange.Grown grown) {
            Line line = Optional.ofNullable(lines.get(grown.opened())).orElseThrow();
            grown.steps().forEach(s -> kindsOfSteps.add(s.getClass()));
            lines.put(line.opened(), line.with(Steps.read(Steps.write(grown.steps()))));
        } else {
            lines.remove(change.opened());
            ((LineChange.Closed) change)
                    .handled()
                    .forEach(event -> journal.put(event, entry(event).handled()));
        }
    }

    Verdict start(String owner) {
        return react(new Request.Start(ID, "account", Optional.of('"' + owner + '"')));
    }

    Verdict signal(String name, String text) {
        return react(signalRequest(name, Optional.of('"' + text + '"')));
    }

    Verdict signal(String name) {
        return react(signalRequest(name, Optional.empty()));
    }

    Verdict signalWithStart(String text, String owner) {
        Request.Signal plain = signalRequest("book", Optional.of('"' + text + '"'));
        return react(new Request.Signal(
                ID,
                "book",
                plain.payload(),
                plain.signalId(),
                Optional.of(new Request.StartWith("account", Optional.of('"' + owner + '"'))),
                Optional.empty()));
    }

    Verdict hold(String name, String json) {
        Request.Signal plain = signalRequest(name, Optional.of(json));
        return react(new Request.Signal(
                ID, name, plain.payload(), plain.signalId(), Optional.empty(), Optional.of(Duration.ofHours(1))));
    }

    Verdict update(String name, String text) {
        Request.Signal numbered = signalRequest(name, Optional.of('"' + text + '"'));
        return react(new Request.Update(ID, name, numbered.payload(), numbered.signalId(), Optional.empty()));
    }

    Request.Signal signalRequest(String name, Optional<String> json) {
        return new Request.Signal(ID, name, json, new SignalId("s" + ++signals), Optional.empty(), Optional.empty());
    }

    /** Gives the head of the inbox its turn. */
    Verdict resume() {
        return react(new Request.Resume(ID, entry(instance().due().orElseGet(this::head))));
    }

    private long head() {
        return journal.values().stream()
                .filter(e -> e.state() == Entry.State.WAITING
                        && e.sequence() >= instance().firstWaiting())
                .mapToLong(Entry::sequence)
                .findFirst()
                .orElseThrow();
    }

    /** Handles the inbox until it is empty or its head fails. */
    void resumeAll() {
        do {
            resume();
        } while (instance().isUnfinished() && instance().parking().isEmpty());
    }

    Instance instance() {
        return instance.orElseThrow();
    }

    /** The durable field of the workflow. */
    String state() {
        return instance().state().orElse("");
    }

    Entry entry(long sequence) {
        return Optional.ofNullable(journal.get(sequence)).orElseThrow();
    }

    List<Entry> entries(Entry.State state) {
        return journal.values().stream().filter(e -> e.state() == state).toList();
    }
}
