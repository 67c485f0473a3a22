package org.signalbox.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Attribute;
import org.signalbox.core.machine.Accepted;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Events;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.LineChange;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.UpdateAnswer;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Steps;

/** What the server keeps in tables, in memory. */
final class Store {

    /** The identity of a signal. */
    record SignalKey(WorkflowId workflowId, SignalId signalId) {}

    /** A signal kept for an instance that is not there yet. */
    record Held(Event.Signalled signal, Instant until) {}

    /** An event; its payload as text. */
    private record StoredEntry(Entry entry, Optional<String> payload) {}

    /** An open line; its steps as text, as each turn added them. */
    private record StoredLine(Line opened, List<String> steps) {}

    private final Map<WorkflowId, Instance> instances = new TreeMap<>();
    private final Map<WorkflowId, TreeMap<Long, StoredEntry>> journals = new HashMap<>();
    private final Map<SignalKey, Long> sequences = new HashMap<>();
    private final Map<SignalKey, Accepted> accepted = new HashMap<>();
    private final Map<WorkflowId, Map<SignalId, Held>> held = new HashMap<>();
    private final Map<WorkflowId, Map<String, SetTimer>> timers = new HashMap<>();
    private final Map<WorkflowId, Map<Long, StoredLine>> lines = new HashMap<>();
    private final Map<ActivityKey, StoredActivity> activities = new LinkedHashMap<>();
    private final Map<WorkflowId, List<Attribute>> attributes = new HashMap<>();
    private final Map<ActivityKey, Child> children = new LinkedHashMap<>();
    private final Set<ActivityKey> openChildren = new LinkedHashSet<>();
    private final Map<WorkflowId, Map<Long, Command.Answer>> answers = new HashMap<>();
    private final List<Undeliverable> undeliverable = new ArrayList<>();
    private StoredPayloads payloads = StoredPayloads.PLAIN;

    /** From now on; what is stored stays as it is. */
    void payloads(StoredPayloads newPayloads) {
        payloads = newPayloads;
    }

    private String encode(String text, WorkflowId id) {
        return payloads.encode(text, id.value());
    }

    private String decode(String text, WorkflowId id, String what) {
        return payloads.decode(text, id.value(), what);
    }

    List<Instance> instances() {
        return instances.values().stream().map(this::decoded).toList();
    }

    Optional<Instance> instance(WorkflowId id) {
        return Optional.ofNullable(instances.get(id)).map(this::decoded);
    }

    void put(Instance instance) {
        instances.put(instance.id(), instance.texts(text -> encode(text, instance.id())));
    }

    private Instance decoded(Instance stored) {
        return stored.texts(text -> decode(text, stored.id(), "state"));
    }

    List<Entry> journal(WorkflowId id) {
        return journals.getOrDefault(id, new TreeMap<>()).values().stream()
                .map(stored -> decoded(stored, id))
                .toList();
    }

    void edit(WorkflowId id, Command.Edit edit) {
        Entry old = entry(id, edit.sequence());
        Event event = old.event() instanceof Event.Signalled signal
                ? new Event.Signalled(signal.name(), edit.payload(), signal.signalId())
                : old.event();
        put(id, new Entry(old.sequence(), old.run(), event, old.state(), old.decided()));
    }

    Entry entry(WorkflowId id, long sequence) {
        return Optional.ofNullable(journals.getOrDefault(id, new TreeMap<>()).get(sequence))
                .map(stored -> decoded(stored, id))
                .orElseThrow(() -> new IllegalStateException("'" + id + "' has no event " + sequence));
    }

    void put(WorkflowId id, Entry entry) {
        Optional<String> payload = entry.event().payload().map(p -> encode(p, id));
        journals.computeIfAbsent(id, i -> new TreeMap<>()).put(entry.sequence(), new StoredEntry(entry, payload));
        entry.event().sentAs().ifPresent(sent -> sequences.put(new SignalKey(id, sent), entry.sequence()));
    }

    private Entry decoded(StoredEntry stored, WorkflowId id) {
        Entry entry = stored.entry;
        Event event = entry.event();
        return new Entry(
                entry.sequence(),
                entry.run(),
                Events.of(
                        event.kind(),
                        event.name(),
                        stored.payload.map(p -> decode(p, id, "payload of event " + entry.sequence())),
                        event.sentAs().map(SignalId::value),
                        event instanceof Event.Ended ended ? ended.key() : new ActivityKey(id, entry.sequence(), 0)),
                entry.state(),
                entry.decided());
    }

    /** As the tables have it: only what changed is told. */
    void index(WorkflowId id, Command.Index index) {
        List<Attribute> all = attributes.computeIfAbsent(id, i -> new ArrayList<>());
        all.removeIf(a -> index.changed().contains(a.name()));
        all.addAll(index.values());
    }

    List<Attribute> attributes(WorkflowId id) {
        return List.copyOf(attributes.getOrDefault(id, List.of()));
    }

    void answer(WorkflowId id, Command.Answer answer) {
        answers.computeIfAbsent(id, i -> new HashMap<>())
                .put(
                        answer.sequence(),
                        new Command.Answer(
                                answer.sequence(),
                                answer.result().map(r -> encode(r, id)),
                                answer.failure().map(f -> encode(f, id))));
    }

    private Optional<Command.Answer> answer(WorkflowId id, long update) {
        String what = "answer to update #" + update;
        return Optional.ofNullable(answers.getOrDefault(id, Map.of()).get(update))
                .map(a -> new Command.Answer(
                        update,
                        a.result().map(r -> decode(r, id, what)),
                        a.failure().map(f -> Undecodable.shown(decode(f, id, what)))));
    }

    /** What is known of an update, with its result as JSON. */
    Optional<UpdateReceipt<String>> update(SignalKey key) {
        return Optional.ofNullable(sequences.get(key))
                .map(sequence -> entry(key.workflowId, sequence))
                .filter(e -> e.event() instanceof Event.Updated)
                .map(e -> UpdateAnswer.of(
                        instance(key.workflowId).orElseThrow(), key.signalId, e, answer(key.workflowId, e.sequence())));
    }

    void remember(WorkflowId id, Sent sent) {
        accepted.put(new SignalKey(id, sent.id()), sent.accepted(id.value(), payloads));
    }

    /** Why it is no repetition of what was accepted under its id; empty if it is, or nothing was. */
    Optional<String> reuse(WorkflowId id, Sent sent) {
        SignalKey key = new SignalKey(id, sent.id());
        return receipt(key)
                .flatMap(r -> Optional.ofNullable(accepted.get(key)))
                .flatMap(first -> sent.reuse(first, id.value(), payloads));
    }

    Optional<Receipt> receipt(SignalKey key) {
        return Optional.ofNullable(sequences.get(key))
                .map(sequence -> receipt(key, entry(key.workflowId, sequence)))
                .or(() -> Optional.ofNullable(heldFor(key.workflowId).get(key.signalId))
                        .map(h -> Receipt.held(key.signalId, key.workflowId, "held until " + h.until)));
    }

    private Receipt receipt(SignalKey key, Entry entry) {
        boolean parked = instance(key.workflowId).flatMap(Instance::parking).isPresent();
        Outcome outcome = switch (entry.state()) {
            case WAITING, OPEN -> parked ? Outcome.PARKED : Outcome.ACCEPTED;
            case HANDLED -> Outcome.HANDLED;
            case REJECTED, SKIPPED -> Outcome.REJECTED;
        };
        return Receipt.taken(key.signalId, key.workflowId, entry.run(), entry.sequence(), outcome);
    }

    /** In the order of arrival. */
    List<Event.Signalled> held(WorkflowId id) {
        return heldFor(id).values().stream().map(h -> decoded(h.signal, id)).toList();
    }

    private Event.Signalled decoded(Event.Signalled signal, WorkflowId id) {
        String what = "payload of held signal '" + signal.signalId() + "'";
        return new Event.Signalled(signal.name(), signal.payload().map(p -> decode(p, id, what)), signal.signalId());
    }

    private Map<SignalId, Held> heldFor(WorkflowId id) {
        return held.getOrDefault(id, Map.of());
    }

    void hold(WorkflowId id, Held signal) {
        Event.Signalled plain = signal.signal;
        Event.Signalled encoded =
                new Event.Signalled(plain.name(), plain.payload().map(p -> encode(p, id)), plain.signalId());
        held.computeIfAbsent(id, i -> new LinkedHashMap<>()).put(plain.signalId(), new Held(encoded, signal.until));
    }

    void release(WorkflowId id) {
        held.remove(id);
    }

    /** Takes a signal out that is still held. */
    Optional<Held> releaseOne(WorkflowId id, SignalId signalId) {
        return Optional.ofNullable(held.get(id))
                .flatMap(all -> Optional.ofNullable(all.remove(signalId)))
                .map(h -> new Held(decoded(h.signal, id), h.until));
    }

    /** Those that are open, read from their text. */
    List<Line> lines(WorkflowId id) {
        return linesOf(id).values().stream().map(line -> read(line, id)).toList();
    }

    /** As on the server, what can't be decoded as a whole is not to be executed again. */
    private Line read(StoredLine line, WorkflowId id) {
        Line opened = line.opened;
        List<String> texts = line.steps.stream()
                .map(s -> decode(s, id, "record of a handler"))
                .toList();
        Optional<String> unknown = texts.stream().filter(Undecodable::isMarked).findFirst();
        return new Line(
                opened.opened(),
                entry(id, opened.opened()).event(),
                opened.openedAt(),
                unknown.orElseGet(() -> decode(opened.snapshot(), id, "record of a handler")),
                unknown.isPresent()
                        ? List.of()
                        : texts.stream().flatMap(s -> Steps.read(s).stream()).toList());
    }

    void change(WorkflowId id, LineChange change) {
        if (change instanceof LineChange.Opened opened) {
            linesOf(id).put(opened.opened(), new StoredLine(encoded(opened.line(), id), new ArrayList<>()));
        } else if (change instanceof LineChange.Grown grown) {
            Optional.ofNullable(linesOf(id).get(grown.opened()))
                    .orElseThrow()
                    .steps
                    .add(encode(Steps.write(grown.steps()), id));
        } else {
            linesOf(id).remove(change.opened());
            ((LineChange.Closed) change)
                    .handled()
                    .forEach(event -> put(id, entry(id, event).handled()));
        }
    }

    private Line encoded(Line line, WorkflowId id) {
        return new Line(line.opened(), line.event(), line.openedAt(), encode(line.snapshot(), id), line.steps());
    }

    private Map<Long, StoredLine> linesOf(WorkflowId id) {
        return lines.computeIfAbsent(id, i -> new TreeMap<>());
    }

    /** The event with which an instance has to go on. */
    Entry head(Instance instance) {
        if (instance.due().isPresent()) {
            return entry(instance.id(), instance.due().getAsLong());
        }
        return journal(instance.id()).stream()
                .filter(e -> e.state() == Entry.State.WAITING && e.sequence() >= instance.firstWaiting())
                .findFirst()
                .orElseThrow();
    }

    List<SetTimer> timers(WorkflowId id) {
        return timersOf(id).values().stream()
                .sorted(Comparator.comparing(SetTimer::dueAt).thenComparing(SetTimer::timer))
                .toList();
    }

    /** Those of one instance, to be changed. */
    Map<String, SetTimer> timersOf(WorkflowId id) {
        return timers.computeIfAbsent(id, i -> new HashMap<>());
    }

    List<ScheduledActivity> activities(WorkflowId id) {
        return storedActivities(id).stream().map(ScheduledActivity::of).toList();
    }

    List<StoredActivity> storedActivities(WorkflowId id) {
        return activities.values().stream()
                .filter(a -> a.task().key().workflowId().equals(id))
                .map(this::decoded)
                .toList();
    }

    /** One of whose attempts has or had that token. */
    Optional<StoredActivity> activity(ActivityToken token) {
        return activities.values().stream()
                .filter(a -> a.attempt(token).isPresent())
                .findFirst()
                .map(this::decoded);
    }

    StoredActivity activity(ActivityKey key) {
        return findActivity(key).orElseThrow();
    }

    Optional<StoredActivity> findActivity(ActivityKey key) {
        return Optional.ofNullable(activities.get(key)).map(this::decoded);
    }

    void put(StoredActivity activity) {
        ActivityKey key = activity.task().key();
        activities.put(key, activity.texts(text -> encode(text, key.workflowId())));
    }

    private StoredActivity decoded(StoredActivity stored) {
        ActivityKey key = stored.task().key();
        return stored.texts(text -> decode(text, key.workflowId(), "text of activity " + key.asIdentifier()));
    }

    void put(Child child) {
        children.put(child.key(), child);
        if (child.isOpen()) {
            openChildren.add(child.key());
        } else {
            openChildren.remove(child.key());
        }
    }

    Optional<Child> child(ActivityKey key) {
        return Optional.ofNullable(children.get(key));
    }

    List<Child> openChildren() {
        return openChildren.stream().flatMap(key -> child(key).stream()).toList();
    }

    List<Child> children(WorkflowId id) {
        return children.values().stream()
                .filter(c -> c.key().workflowId().equals(id))
                .toList();
    }

    List<Undeliverable> undeliverable() {
        return List.copyOf(undeliverable);
    }

    void keep(Undeliverable signal) {
        undeliverable.add(signal);
    }
}
