package org.signalbox.testkit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.InstanceSearch;
import org.signalbox.client.KeyedSignal;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.ScheduleClient;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartRequest;
import org.signalbox.client.TimeLimit;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowClient;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Search;
import org.signalbox.core.machine.Begun;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.UpdateAnswer;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.payload.PayloadCodec;
import org.signalbox.payload.PayloadCodecs;

/**
 * A Signalbox in memory for tests of workflows.
 *
 * <p>It is a {@link WorkflowClient}: tests start, signal and query as an application does. When a call returns,
 * everything that can run at the present time has run: activities, retries without delay, inboxes. Time stands still
 * until the test calls {@link #advance}, and then stops at each due time until nothing can run any more.
 *
 * <p>Every turn is run twice from the same state and compared, and the state must survive being written and read:
 * hidden state, clocks and random numbers are reported as an {@link AssertionError}. Not so for workflows whose objects
 * the test makes ({@link #objects}): their handlers may have effects through what was injected, so they run once.
 *
 * <p>To be used by one thread. Nothing outside of the workflows is undone when a turn fails.
 */
public final class TestKit implements WorkflowClient {

    private final Map<Class<?>, Supplier<?>> workflows = new LinkedHashMap<>();
    private final Set<Class<?>> madeByTest = new HashSet<>();
    private final Map<Class<?>, Object> implementations = new LinkedHashMap<>();
    private final Agenda agenda = new Agenda(Instant.parse("2025-01-01T00:00:00Z"));
    private final Store store = new Store();
    private final Map<List<Object>, WorkflowId> addresses = new HashMap<>();
    private final FakeChildren fakeChildren = new FakeChildren();
    private final KitAttempt attempt = new KitAttempt();
    private final KitSchedules schedules = new KitSchedules(agenda, this::engine);
    private Settings settings = Settings.DEFAULT;
    private @Nullable Catalog catalog;
    private @Nullable Engine engine;

    private TestKit() {}

    /** A kit for these workflow classes; it is 2025-01-01T00:00:00Z. */
    public static TestKit of(Class<?>... workflows) {
        TestKit kit = new TestKit();
        for (Class<?> workflow : workflows) {
            kit.workflows.put(workflow, new Constructor(workflow));
        }
        return kit;
    }

    /**
     * Deploys an activity interface.
     *
     * @param implementation the real one, a fake or a lambda; it fails an attempt by throwing, and plays an activity
     *     that hangs by throwing {@link NoAnswer}; an {@link AssertionError} fails the test
     */
    public <A> TestKit activities(Class<A> type, A implementation) {
        mustBeNew();
        implementations.put(type, implementation);
        return this;
    }

    /** Lets the test make the objects of a workflow, with injected fields filled; its turns are run only once. */
    public <W> TestKit objects(Class<W> workflow, Supplier<W> fresh) {
        mustBeNew();
        workflows.put(workflow, fresh);
        madeByTest.add(workflow);
        return this;
    }

    /**
     * Plays children of a workflow that is not deployed here.
     *
     * @param input the type of their input; it is null for a child without one
     * @param fake gives their result; the child fails with the message of what it throws
     */
    public <I> TestKit children(String workflowType, Class<I> input, Function<I, @Nullable Object> fake) {
        mustBeNew();
        fakeChildren.add(workflowType, json -> {
            Object given = json.map(j -> Json.read(j, input)).orElse(null);
            return Optional.ofNullable(fake.apply(input.cast(given))).map(Json::write);
        });
        return this;
    }

    /** Sets what an operator may set. */
    public TestKit settings(Settings newSettings) {
        mustBeNew();
        settings = newSettings;
        return this;
    }

    /**
     * Keeps payloads as these codecs make them, in this order: of fields, results, events, what handlers that wait have recorded,
     * activities, answers and held signals. Another call is as if the server had been started again with others: what is kept
     * stays as it was.
     */
    public TestKit codecs(PayloadCodec... codecs) {
        store.payloads(new StoredPayloads(new PayloadCodecs(List.of(codecs), List.of())));
        return this;
    }

    @Override
    public int start(String workflowType, WorkflowId workflowId, @Nullable Object input) {
        return start(new Request.Start(
                workflowId, workflowType, Optional.ofNullable(input).map(Json::write)));
    }

    @Override
    public int start(StartRequest request) {
        return start(new Request.Start(
                request.workflowId(),
                request.workflowType(),
                request.input().map(Json::write),
                request.startId(),
                request.options()));
    }

    private int start(Request.Start start) {
        Verdict verdict = engine().start(start);
        agenda.settle();
        return Begun.of(start, verdict).run();
    }

    /** {@inheritDoc} The receipt tells what is known before activities and later events run. */
    @Override
    public Receipt signal(SignalRequest request) {
        Receipt receipt = engine().signal(new Request.Signal(
                request.workflowId(),
                request.signal(),
                request.payload().map(Json::write),
                request.signalId(),
                request.startType()
                        .map(type ->
                                new Request.StartWith(type, request.startInput().map(Json::write), request.options())),
                request.holdFor()));
        agenda.settle();
        return receipt;
    }

    /** {@inheritDoc} The receipts tell what is known before any of them is handled. */
    @Override
    public List<Receipt> signalTogether(List<SignalRequest> requests) {
        List<Receipt> receipts = engine().signals(Request.Signals.of(requests));
        agenda.settle();
        return receipts;
    }

    /** {@inheritDoc} An undeliverable one has the key in the place of the workflow id. */
    @Override
    public Receipt signal(KeyedSignal keyed) {
        engine();
        WorkflowId id = addresses.computeIfAbsent(
                List.of(keyed.workflowType(), keyed.attribute(), Search.textOf(keyed.value()), keyed.signalId()),
                k -> address(keyed));
        SignalRequest plain = SignalRequest.of(id.value(), keyed.signal())
                .identifiedBy(keyed.signalId().value());
        return signal(keyed.payload().map(plain::with).orElse(plain));
    }

    private WorkflowId address(KeyedSignal keyed) {
        List<WorkflowId> matches = find(InstanceSearch.of(keyed.workflowType())
                .where(keyed.attribute(), keyed.value())
                .running()
                .limit(2));
        if (matches.size() == 1) {
            return matches.get(0);
        }
        String key = keyed.workflowType() + ": " + keyed.attribute() + "=" + Search.textOf(keyed.value());
        Reason reason = matches.isEmpty() ? Reason.NO_MATCH : Reason.SEVERAL_MATCHES;
        String detail = (matches.isEmpty() ? "No" : "More than one") + " instance of " + key + " runs.";
        store.keep(new Undeliverable(new WorkflowId(key), keyed.signal(), keyed.signalId(), reason, detail));
        throw new Refused(reason, detail);
    }

    @Override
    public List<WorkflowId> find(InstanceSearch search) {
        List<AttributeCondition> conditions = new Search(catalog()).conditions(search);
        return store.instances().stream()
                .filter(i -> i.type().equals(search.workflowType()) && i.run() > 0)
                .filter(i -> !search.runningOnly() || i.status().isRunning())
                .map(Instance::id)
                .filter(id ->
                        search.after().filter(last -> id.compareTo(last) <= 0).isEmpty())
                .filter(id -> conditions.stream().allMatch(c -> c.fits(store.attributes(id))))
                .limit(search.limit())
                .toList();
    }

    /** {@inheritDoc} The answer goes through JSON, as it does on the server. */
    @Override
    public <R> R query(WorkflowId workflowId, String query, Class<R> type) {
        return query(workflowId, query, Optional.empty(), type);
    }

    @Override
    public <R> R query(WorkflowId workflowId, String query, Object argument, Class<R> type) {
        return query(workflowId, query, Optional.of(Json.write(argument)), type);
    }

    private <R> R query(WorkflowId workflowId, String query, Optional<String> argument, Class<R> type) {
        Instance instance = instance(workflowId)
                .orElseThrow(() -> new Refused(Reason.UNKNOWN_INSTANCE, "There is no instance '" + workflowId + "'."));
        String answer = Answers.ask(catalog(), instance, query, argument);
        return type.cast(Json.read(answer, type));
    }

    /** {@inheritDoc} Time does not go by meanwhile. */
    @Override
    public <R> UpdateReceipt<R> update(UpdateRequest request, Class<R> type) {
        engine().update(new Request.Update(
                        request.workflowId(),
                        request.update(),
                        request.payload().map(Json::write),
                        request.updateId(),
                        request.startType()
                                .map(start -> new Request.StartWith(
                                        start, request.startInput().map(Json::write)))))
                .ifPresent(refused -> {
                    throw new Refused(refused.reason(), refused.detail());
                });
        agenda.settle();
        return answer(request.workflowId(), request.updateId(), type)
                .orElseThrow(() -> UpdateAnswer.noUpdate(request.workflowId(), request.updateId()));
    }

    @Override
    public <R> Optional<UpdateReceipt<R>> answer(WorkflowId workflowId, SignalId updateId, Class<R> type) {
        return store.update(new Store.SignalKey(workflowId, updateId)).map(u -> UpdateAnswer.read(u, type));
    }

    @Override
    public Optional<Receipt> receipt(WorkflowId workflowId, SignalId signalId) {
        return store.receipt(new Store.SignalKey(workflowId, signalId));
    }

    /** {@inheritDoc} Time does not go by meanwhile. */
    @Override
    public Optional<Receipt> awaitEnd(WorkflowId workflowId, SignalId signalId, Duration patience) {
        TimeLimit.orAtOnce("patience", patience);
        return receipt(workflowId, signalId);
    }

    @Override
    public void complete(ActivityToken token, @Nullable Object result) {
        engine().outside().complete(token, result == null ? "null" : Json.write(result));
        agenda.settle();
    }

    @Override
    public void fail(ActivityToken token, Throwable failure) {
        engine().outside().fail(token, failure);
        agenda.settle();
    }

    @Override
    public boolean heartbeat(ActivityToken token, @Nullable Object details) {
        return engine().outside().heartbeat(token, Optional.ofNullable(details).map(Json::write));
    }

    /** Makes and steers schedules, which come due on the virtual clock. */
    public ScheduleClient schedules() {
        return schedules;
    }

    /** What an implementation of an activity has injected on the server; to be used while it is called. */
    public ActivityContext activityContext() {
        return attempt;
    }

    /** Retries a parked instance at once, as an operator can; nothing happens if it is not parked. */
    public void retry(WorkflowId workflowId) {
        engine().retry(workflowId);
        agenda.settle();
    }

    @Override
    public void cancel(WorkflowId workflowId, String reason) {
        order(new Request.Cancel(workflowId, Motive.of(reason)));
    }

    @Override
    public void terminate(WorkflowId workflowId, String reason) {
        order(new Request.Terminate(workflowId, Motive.of(reason)));
    }

    /**
     * Has nothing of an instance handled until {@link #resume}, as an operator can.
     *
     * @throws Refused {@code UNKNOWN_INSTANCE} or {@code CLOSED}
     */
    public void pause(WorkflowId workflowId) {
        order(new Request.Pause(workflowId, Motive.NONE));
    }

    /**
     * Ends a pause.
     *
     * @throws Refused {@code UNKNOWN_INSTANCE} or {@code CLOSED}
     */
    public void resume(WorkflowId workflowId) {
        order(new Request.EndPause(workflowId, Motive.NONE));
    }

    private void order(Request request) {
        Verdict verdict = engine().decide(request);
        agenda.settle();
        if (verdict instanceof Verdict.Refused refused) {
            throw new Refused(refused.reason(), refused.detail());
        }
    }

    /** Lets time go by; whatever comes due meanwhile happens at its time, in order. */
    public void advance(Duration time) {
        engine();
        agenda.advanceTo(agenda.instant().plus(time));
    }

    /** The virtual time, for fakes and objects that want a clock. */
    public Clock clock() {
        return agenda.withZone(ZoneOffset.UTC);
    }

    /** What is known of an instance; empty if none was ever started. */
    public Optional<Instance> instance(WorkflowId workflowId) {
        return store.instance(workflowId);
    }

    /** All events of an instance, over all runs. */
    public List<Entry> journal(WorkflowId workflowId) {
        return store.journal(workflowId);
    }

    /** Its timers, by due time. */
    public List<SetTimer> timers(WorkflowId workflowId) {
        return store.timers(workflowId);
    }

    /** Its activities, over all runs, in the order they were asked for. */
    public List<ScheduledActivity> activities(WorkflowId workflowId) {
        return store.activities(workflowId);
    }

    /** What it asked for as children, over all runs, in the order in which it did. */
    public List<Child> children(WorkflowId workflowId) {
        return store.children(workflowId);
    }

    /** Signals nobody could take, in the order they became so. */
    public List<Undeliverable> undeliverable() {
        return store.undeliverable();
    }

    /** Everything that happened to all instances, in readable form. */
    public String journal() {
        return JournalText.of(store);
    }

    /**
     * Replays instances that a server exported, or {@link #export}: the workflows deployed here must read their fields, come
     * to where each of their handlers waits by the recorded steps, and take the events that still wait. Nothing goes on
     * from there, no activity is called, and nothing of it is in this kit afterwards.
     *
     * @return how many instances the file has
     * @throws AssertionError for those that would be parked, with recorded and new step and the journal
     * @throws IllegalArgumentException if that is no export, or only a part of one
     */
    public int replay(Path export) {
        return new ExportFile(export).replay(catalog());
    }

    /** Writes all instances as a server exports them, to be replayed by the tests of later versions. */
    public void export(Path file) {
        new ExportFile(file).write(store, agenda.instant());
    }

    private Catalog catalog() {
        engine();
        return java.util.Objects.requireNonNull(catalog);
    }

    private Engine engine() {
        if (engine == null) {
            Catalog all = Catalog.of(workflows.keySet(), implementations.keySet(), workflows::get);
            Set<String> once = new HashSet<>();
            all.workflowNames()
                    .forEach(name -> all.workflow(name)
                            .filter(type -> madeByTest.contains(type.code()))
                            .ifPresent(type -> once.add(type.name())));
            catalog = all;
            engine = new Engine(
                    new Rehearsal(all, settings, once),
                    agenda,
                    store,
                    new Workers(all, Map.copyOf(implementations), settings.sizes(), attempt),
                    fakeChildren);
        }
        return engine;
    }

    private void mustBeNew() {
        if (engine != null) {
            throw new IllegalStateException("Deploy before the first call; the kit is in use already.");
        }
    }
}
