package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Step;
import org.signalbox.workflow.ChildFailure;

/**
 * Random workflows and random events: the machine, which executes again at every step from what is recorded, does what a
 * {@link LiveModel} does, whose handlers keep their stacks. The seed is part of the test's name;
 * {@code -Dsignalbox.seed=…} repeats that one.
 */
class RandomLinesTest {

    private static final int LIVES = Integer.getInteger("signalbox.lives", 400);
    private static final int EVENTS = 60;
    private static final Set<Event.Kind> ENDED_BY_OTHERS = Set.of(Event.Kind.CANCEL, Event.Kind.TERMINATE);
    private static final Catalog CATALOG =
            Catalog.of(List.of(Script.class), List.of(Script.Work.class), c -> Script::new);
    private static final WorkflowType TYPE = CATALOG.workflow("script").orElseThrow();

    @TestFactory
    List<DynamicTest> what_is_executed_again_at_every_step_does_what_is_never_interrupted() {
        long first = Long.getLong("signalbox.seed", 20_250_101);
        int lives = System.getProperty("signalbox.seed") == null ? LIVES : 1;
        Set<Class<?>> kinds = new HashSet<>();
        Stream<DynamicTest> all = IntStream.range(0, lives)
                .mapToObj(i ->
                        DynamicTest.dynamicTest("seed " + (first + i), () -> kinds.addAll(new Life(first + i).live())));
        DynamicTest allKinds = DynamicTest.dynamicTest(
                "steps of every kind were recorded",
                () -> assertThat(kinds).containsExactlyInAnyOrder(Step.class.getPermittedSubclasses()));
        return Stream.concat(all, lives < LIVES ? Stream.of() : Stream.of(allKinds))
                .toList();
    }

    /** Author code fails at any place, at random: what must hold, holds after each event, and in the end all goes on. */
    @TestFactory
    List<DynamicTest> whatever_fails_and_is_tried_again_loses_nothing() {
        long first = Long.getLong("signalbox.seed", 20_250_101);
        int lives = System.getProperty("signalbox.seed") == null ? LIVES : 1;
        Set<String> seen = new HashSet<>();
        Stream<DynamicTest> all = IntStream.range(0, lives)
                .mapToObj(i ->
                        DynamicTest.dynamicTest("seed " + (first + i), () -> new FailingLife(first + i, seen).live()));
        DynamicTest allSeen = DynamicTest.dynamicTest(
                "instances were parked in every way",
                () -> assertThat(seen).containsExactlyInAnyOrder("parked", "due", "closed"));
        return Stream.concat(all, lives < LIVES ? Stream.of() : Stream.of(allSeen))
                .toList();
    }

    private static final class FailingLife extends Life {

        private final Set<String> seen;

        FailingLife(long seed, Set<String> seen) {
            super(seed, Optional.empty());
            this.seen = seen;
        }

        @Override
        Set<Class<?>> live() {
            Random random = new Random(seed);
            Script.FAILS.set(() -> random.nextInt(8) == 0);
            try {
                super.live();
            } finally {
                Script.FAILS.remove();
            }
            if (driver.instance().isPaused()) {
                driver.react(new Request.EndPause(ID, Motive.NONE));
            }
            while (driver.instance().isUnfinished()) {
                driver.resume();
                check();
            }
            assertThat(driver.instance().parking()).isEmpty();
            if (driver.instance().status().isClosed()) {
                seen.add("closed");
            }
            return Set.of();
        }

        @Override
        void check() {
            carryOut();
            Instance instance = driver.instance();
            instance.parking().ifPresent(p -> seen.add(instance.due().isPresent() ? "due" : "parked"));
            List<Entry> waiting = driver.entries(Entry.State.WAITING);
            assertThat(driver.journal.keySet())
                    .as("sequences without a gap")
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, instance.sequence())
                            .boxed()
                            .toList());
            assertThat(waiting)
                    .as("what waits is counted")
                    .hasSize(instance.waiting() + (instance.due().isPresent() ? 1 : 0));
            assertThat(instance.parking().isPresent())
                    .as("parked only with something to be tried again")
                    .isIn(false, instance.isUnfinished() || instance.isPaused());
            checkLines();
        }
    }

    private static class Life {

        final long seed;
        final Driver driver = new Driver(CATALOG, Settings.DEFAULT);
        private final Random random;
        private final Optional<LiveModel> model;
        private final Map<ActivityKey, String> activities = new TreeMap<>(Comparator.comparing(ActivityKey::toString));
        private final Set<ActivityKey> cancelled = new HashSet<>();
        private final Map<String, Instant> timers = new TreeMap<>();
        private final Set<ActivityKey> unwanted = new HashSet<>();
        private final List<ActivityKey> running = new ArrayList<>();
        private final Map<Long, Command.Answer> answers = new TreeMap<>();
        private int carriedOut;

        Life(long seed) {
            this(seed, Optional.of(new LiveModel(seed, TYPE::stateOf)));
        }

        Life(long seed, Optional<LiveModel> model) {
            this.seed = seed;
            this.model = model;
            random = new Random(seed);
        }

        private void happens(Request request, Consumer<LiveModel> inModel) {
            driver.react(request);
            model.ifPresent(inModel);
        }

        /** @return the kinds of steps that were recorded */
        Set<Class<?>> live() {
            Script.CALLS.get().set(0);
            happens(new Request.Start(ID, "script", Optional.of(String.valueOf(seed))), LiveModel::start);
            try {
                check();
                for (int i = 0; i < EVENTS && driver.instance().status().isRunning(); i++) {
                    step();
                    check();
                }
            } finally {
                model.ifPresent(LiveModel::abandon);
            }
            return driver.kindsOfSteps;
        }

        private void step() {
            if (driver.instance().isUnfinished() && random.nextBoolean()) {
                driver.resume();
                model.ifPresent(LiveModel::resume);
                return;
            }
            int n = random.nextInt(5);
            int end = random.nextInt(200);
            if (end < 5) {
                happens(new Request.Cancel(ID, Motive.NONE), LiveModel::cancel);
                return;
            }
            if (driver.instance().isPaused() ? end < 80 : end < 12) {
                pause();
                return;
            }
            if (end == 199) {
                happens(new Request.Terminate(ID, Motive.of("enough")), m -> m.terminate("enough"));
                return;
            }
            switch (random.nextInt(12)) {
                case 0 -> signal("add", String.valueOf(n), s -> s.add(n));
                case 1 -> signal("words", "\"w" + n + "\"", s -> s.words.send("w" + n));
                case 2 -> signal("numbers", String.valueOf(n), s -> s.numbers.send(n));
                case 3 -> signal("forward", "\"f" + n + "\"", s -> s.words.send("f" + n + "!"));
                case 4 -> signal("nothing", "1", s -> {});
                case 5 -> slow();
                case 6, 7, 8 -> endOne();
                case 9 -> pass(Duration.ofMinutes(random.nextInt(20)));
                default ->
                    timers.values().stream().min(Comparator.naturalOrder()).ifPresent(this::fire);
            }
        }

        /** Or ends a pause; then what was due before it or came to a line meanwhile comes first. */
        private void pause() {
            if (!driver.instance().isPaused()) {
                happens(new Request.Pause(ID, Motive.NONE), m -> m.pause(true));
                return;
            }
            happens(new Request.EndPause(ID, Motive.NONE), m -> m.pause(false));
            if (driver.instance().due().isPresent()) {
                driver.resume();
                model.ifPresent(LiveModel::goOn);
            }
        }

        private void signal(String name, String payload, Consumer<Script> method) {
            happens(driver.signalRequest(name, Optional.of(payload)), m -> m.signal(method));
        }

        private void slow() {
            long other = random.nextLong();
            Request.Signal request = driver.signalRequest("slow", Optional.of(String.valueOf(other)));
            if (random.nextBoolean()) {
                happens(request, m -> m.slow(other, false));
            } else {
                Request.Update update =
                        new Request.Update(ID, "ask", request.payload(), request.signalId(), Optional.empty());
                happens(update, m -> m.slow(other, true));
            }
        }

        private void endOne() {
            if (running.isEmpty()) {
                return;
            }
            ActivityKey key = running.remove(random.nextInt(running.size()));
            if (activities.getOrDefault(key, "").startsWith("signal")) {
                answer(key);
                return;
            }
            if (activities.getOrDefault(key, "").startsWith("child")) {
                endChild(key);
                return;
            }
            if (random.nextInt(4) == 0) {
                end(
                        key,
                        "{\"failed\":\"java.lang.IllegalStateException: no " + key.ordinal() + "\"}",
                        OptionalInt.empty());
            } else if (activities.getOrDefault(key, "").startsWith("tell")) {
                end(key, "{\"completed\":null}", OptionalInt.empty());
            } else {
                int result = random.nextInt(100);
                end(key, "{\"completed\":" + result + "}", OptionalInt.of(result));
            }
        }

        private void endChild(ActivityKey key) {
            WorkflowId id = new WorkflowId(key.asIdentifier());
            boolean failed = random.nextInt(4) == 0;
            int result = random.nextInt(100);
            ActivityOutcome outcome = failed
                    ? ActivityOutcome.Failed.of(ChildFailure.Kind.FAILED, "no luck")
                    : new ActivityOutcome.Completed(String.valueOf(result));
            Mail.End end = new Mail.End(new Mail.Asker(key, 1), id, outcome.write());
            LiveContext.Ending ending =
                    new LiveContext.Ending(failed ? OptionalInt.empty() : OptionalInt.of(result), "no luck");
            happens(end.request(driver.instance).orElseThrow(), m -> m.end(key, ending));
        }

        private void answer(ActivityKey key) {
            WorkflowId other = new WorkflowId("other");
            SignalId id = new SignalId(key.asIdentifier());
            Mail.Signal mail = new Mail.Signal(
                    new Request.Signal(other, "add", Optional.empty(), id, Optional.empty(), Optional.empty()),
                    Optional.of(new Mail.Asker(key, 1)));
            boolean rejected = random.nextInt(4) == 0;
            int result = random.nextInt(100);
            Receipt receipt = rejected
                    ? Receipt.rejected(id, other, Reason.CLOSED, "over")
                    : Receipt.taken(id, other, 1, result, Outcome.HANDLED);
            Mail.Answer answer = (Mail.Answer) mail.answer(receipt).orElseThrow();
            LiveContext.Ending ending =
                    new LiveContext.Ending(rejected ? OptionalInt.empty() : OptionalInt.of(result), "over");
            happens(answer.request(driver.instance).orElseThrow(), m -> m.end(key, ending));
        }

        private void end(ActivityKey key, String json, OptionalInt result) {
            LiveContext.Ending outcome =
                    new LiveContext.Ending(result, "java.lang.IllegalStateException: no " + key.ordinal());
            happens(new Request.ActivityDone(key, "Work." + activities.get(key), json), m -> m.end(key, outcome));
        }

        /** No further than to the next timer. */
        private void pass(Duration time) {
            Instant then = driver.now.plus(time);
            now(timers.values().stream()
                    .filter(then::isAfter)
                    .min(Comparator.naturalOrder())
                    .orElse(then));
        }

        private void now(Instant now) {
            driver.now = now.isAfter(driver.now) ? now : driver.now;
            model.ifPresent(m -> m.now = driver.now);
        }

        private void fire(Instant due) {
            String timer = timers.entrySet().stream()
                    .filter(e -> e.getValue().equals(due))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            now(due);
            happens(new Request.TimerDue(ID, timer, due, Optional.empty()), m -> m.fire(timer));
        }

        final void carryOut() {
            for (Command command : driver.commands.subList(carriedOut, driver.commands.size())) {
                if (command instanceof Command.ScheduleActivity activity) {
                    assertThat(activities.put(activity.key(), activity.method() + " " + activity.arguments()))
                            .as("each key once")
                            .isNull();
                    running.add(activity.key());
                } else if (command instanceof Command.SendSignal signal) {
                    String how = signal.awaited() ? "signal " : "send ";
                    assertThat(activities.put(
                                    signal.key(),
                                    how + signal.to() + " [" + signal.payload().orElseThrow() + "]"))
                            .as("each key once")
                            .isNull();
                    if (signal.awaited()) {
                        running.add(signal.key());
                    }
                } else if (command instanceof Command.StartChild child) {
                    assertThat(activities.put(
                                    child.key(),
                                    "child " + child.child() + " ["
                                            + child.input().orElseThrow() + "]"))
                            .as("each key once")
                            .isNull();
                    running.add(child.key());
                } else if (command instanceof Command.CancelChild child) {
                    cancelled.add(child.key());
                } else if (command instanceof Command.CancelActivity cancel) {
                    assertThat(activities).as("only what was scheduled").containsKey(cancel.key());
                    if (activities.getOrDefault(cancel.key(), "").startsWith("compute")) {
                        unwanted.add(cancel.key());
                    }
                } else if (command instanceof Command.SetTimer timer) {
                    timers.put(timer.timer(), timer.dueAt());
                } else if (command instanceof Command.CancelTimer timer) {
                    timers.remove(timer.timer());
                } else if (command instanceof Command.Answer answer) {
                    assertThat(answers.put(answer.sequence(), answer))
                            .as("one answer each")
                            .isNull();
                } else if (command instanceof Command.DropActivities) {
                    running.clear();
                } else {
                    timers.clear();
                }
            }
            carriedOut = driver.commands.size();
        }

        void check() {
            carryOut();
            Instance instance = driver.instance();
            LiveModel expected = model.orElseThrow();
            assertThat(instance.parking()).isEmpty();
            assertThat(driver.state()).isEqualTo(expected.state());
            assertThat(activities).isEqualTo(expected.activities);
            assertThat(cancelled).isEqualTo(expected.cancelled);
            assertThat(unwanted).isEqualTo(expected.unwanted);
            assertThat(timers).isEqualTo(expected.timers);
            assertThat(instance.status()).isEqualTo(expected.status);
            assertThat(instance.result().or(instance::failure).orElse("")).isEqualTo(expected.ending);
            assertThat(instance.sequence()).isEqualTo(expected.sequence);
            assertThat(instance.waiting()).isEqualTo(expected.waiting());
            assertThat(instance.isUnfinished()).isEqualTo(expected.isUnfinished());
            assertThat(driver.journal).hasSize((int) instance.sequence());
            checkLines();
        }

        final void checkLines() {
            assertThat(driver.lines.keySet())
                    .containsExactlyInAnyOrderElementsOf(driver.instance().lines().stream()
                            .map(OpenLine::opened)
                            .toList());
            assertThat(driver.entries(Entry.State.OPEN)).hasSize(driver.lines.size());
            List<Long> updates = driver.entries(Entry.State.HANDLED).stream()
                    .filter(e -> e.event() instanceof Event.Updated)
                    .map(Entry::sequence)
                    .toList();
            assertThat(updates).containsAll(answers.keySet());
            if (driver.journal.values().stream()
                    .noneMatch(e -> ENDED_BY_OTHERS.contains(e.event().kind()))) {
                assertThat(answers.keySet())
                        .as("each update that is handled has its answer")
                        .containsAll(updates);
            }
        }
    }
}
