package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.signalbox.client.IdConflict;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.StartOptions;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.WhenRunEnds;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/**
 * Random events in random order, failures included; what must hold, holds after each. The seed is part of the test's
 * name; {@code -Dsignalbox.seed=…} repeats that one.
 */
class RandomEventsTest {

    private static final Set<Event.Kind> ORDERS = EnumSet.of(
            Event.Kind.CANCEL,
            Event.Kind.TERMINATE,
            Event.Kind.PAUSE,
            Event.Kind.RESUME,
            Event.Kind.START,
            Event.Kind.TIMER);
    private static final int LIVES = 100;
    private static final int EVENTS = 120;

    @AfterEach
    void repair() {
        Account.broken = false;
    }

    @TestFactory
    List<DynamicTest> what_must_hold_holds_after_every_event() {
        long first = Long.getLong("signalbox.seed", 20_250_101);
        int lives = System.getProperty("signalbox.seed") == null ? LIVES : 1;
        return IntStream.range(0, lives)
                .mapToObj(i -> DynamicTest.dynamicTest("seed " + (first + i), () -> new Life(first + i).live()))
                .toList();
    }

    /** A kind of accounts; they differ in what is to become of signals that a run does not handle. */
    private record Bank(Class<? extends Account> type, Supplier<?> fresh) {

        private static final List<Bank> ALL = List.of(
                new Bank(Account.class, Account::new),
                new Bank(Thorough.class, Thorough::new),
                new Bank(Heir.class, Heir::new),
                new Bank(Open.class, Open::new));

        boolean is(Class<?> one) {
            return type == one;
        }
    }

    @Workflow("account")
    @WhenRunEnds(waiting = WhenRunEnds.Waiting.HANDLE)
    static class Thorough extends Account {}

    @Workflow("account")
    @WhenRunEnds(waiting = WhenRunEnds.Waiting.HAND_ON, late = WhenRunEnds.Late.HOLD)
    static class Heir extends Account {}

    @Workflow("account")
    @WhenRunEnds(waiting = WhenRunEnds.Waiting.HAND_ON, late = WhenRunEnds.Late.START)
    static class Open extends Account {

        @Override
        void open(String owner, WorkflowContext wf) {
            throw new IllegalStateException("it has no owner");
        }

        @Start
        void openForAll(WorkflowContext wf) {
            wf.every(Duration.ofDays(1), "interest");
        }
    }

    private static final class Life {

        private final Random random;
        private final Bank bank;
        private final Driver driver;
        private boolean outOfPatience;
        private final Map<SignalId, Integer> becameOf = new HashMap<>();
        private int sent;
        private int refused;

        Life(long seed) {
            random = new Random(seed);
            bank = Bank.ALL.get(random.nextInt(Bank.ALL.size()));
            driver = new Driver(bank.type, bank.fresh, Settings.DEFAULT);
        }

        void live() {
            for (int i = 0; i < EVENTS; i++) {
                Account.broken = random.nextInt(4) == 0;
                driver.now = driver.now.plusSeconds(random.nextInt(100_000));
                step();
                check();
            }
        }

        private void step() {
            if (random.nextInt(30) == 0) {
                boolean ask = random.nextBoolean();
                driver.react(
                        ask ? new Request.Cancel(ID, Motive.NONE) : new Request.Terminate(ID, Motive.of("enough")));
                return;
            }
            if (random.nextInt(8) == 0) {
                timerOfRun();
                return;
            }
            if (random.nextInt(15) == 0) {
                driver.react(
                        random.nextInt(3) == 0
                                ? new Request.Pause(ID, Motive.NONE)
                                : new Request.EndPause(ID, Motive.NONE));
                return;
            }
            switch (random.nextInt(11)) {
                case 0 -> start(random.nextInt(8) == 0 ? "nobody" : "Anna");
                case 1 -> signal(driver.signalWithStart("with start", "Berta"));
                case 2 -> signal(driver.hold("book", random.nextBoolean() ? "\"early\"" : "[1]"));
                case 3 -> timer();
                case 4 ->
                    driver.instance
                            .filter(i -> i.sequence() > 0)
                            .ifPresent(i -> driver.react(
                                    new Request.ActivityDone(new ActivityKey(ID, 1, 1), "Post.letter", "{}")));
                case 5 -> signal(random.nextInt(4) == 0 ? driver.signal("closeWith", "bye") : driver.signal("send"));
                case 6 -> signal(random.nextInt(4) == 0 ? driver.signal("bankrupt") : driver.signal("paint", "red"));
                case 7 -> signal(driver.update("withdraw", random.nextBoolean() ? "interest" : "with start"));
                case 8, 9 -> driver.instance.filter(Instance::isUnfinished).ifPresent(i -> driver.resume());
                default -> signal(driver.signal("book", "text " + sent));
            }
        }

        private void start(String owner) {
            driver.react(new Request.Start(ID, "account", Optional.of('"' + owner + '"'), Optional.empty(), options()));
        }

        private StartOptions options() {
            StartOptions options = StartOptions.NONE;
            if (random.nextInt(3) == 0) {
                options = options.maxAttempts(random.nextInt(4)).executionTimeout(Duration.ofDays(5));
            }
            if (random.nextInt(4) == 0) {
                options = options.delayedBy(Duration.ofHours(1));
            }
            if (random.nextInt(4) == 0) {
                options = options.runTimeout(Duration.ofDays(2));
            }
            return random.nextInt(6) == 0 ? options.onConflict(IdConflict.TERMINATE_EXISTING) : options;
        }

        /** One of the run's own, whether or not its time has come: to the machine it is whoever fires it that knows. */
        private void timerOfRun() {
            List<String> timers = driver.commands.stream()
                    .filter(c -> c instanceof Command.SetTimer t
                            && RunTimer.of(t.timer()).isPresent())
                    .map(c -> ((Command.SetTimer) c).timer())
                    .toList();
            boolean leaves = driver.instance.filter(Instance::leaves).isPresent();
            if (!timers.isEmpty() && (leaves || driver.instance().status().isRunning())) {
                String timer = timers.get(timers.size() - 1);
                outOfPatience |= leaves && timer.equals(RunTimer.LEFT.timer());
                driver.react(new Request.TimerDue(ID, timer, driver.now, Optional.empty()));
            }
        }

        private void timer() {
            driver.instance
                    .filter(i -> i.status().isRunning())
                    .ifPresent(i -> driver.react(
                            new Request.TimerDue(ID, "interest", driver.now, Optional.of(Duration.ofDays(1)))));
        }

        private void signal(Verdict verdict) {
            sent++;
            if (verdict instanceof Verdict.Refused) {
                refused++;
            }
        }

        private void check() {
            if (driver.instance.isEmpty()) {
                assertThat(sent).isEqualTo(refused + driver.held.size());
                return;
            }
            Instance instance = driver.instance();
            List<Long> waiting = new ArrayList<>();
            List<Long> answered = new ArrayList<>();
            becameOf.clear();
            driver.journal.forEach((sequence, entry) -> {
                if (entry.state() == Entry.State.WAITING) {
                    waiting.add(sequence);
                }
                entry.event().sentAs().ifPresent(id -> becameOf.merge(id, 1, Integer::sum));
                if (entry.event() instanceof Event.Updated && entry.state() == Entry.State.HANDLED) {
                    answered.add(sequence);
                }
            });
            assertThat(driver.journal.keySet())
                    .as("sequences without a gap")
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, instance.sequence())
                            .boxed()
                            .toList());
            assertThat(waiting)
                    .as("what waits is counted")
                    .hasSize(instance.waiting() + (instance.due().isPresent() ? 1 : 0));
            assertThat(driver.journal.values())
                    .as("behind what waits nothing is handled but orders, time and beginnings")
                    .filteredOn(e -> !waiting.isEmpty() && e.sequence() > waiting.get(0))
                    .allMatch(e -> e.state() == Entry.State.WAITING
                            || ORDERS.contains(e.event().kind()));
            assertThat(waiting)
                    .as("and begins where it is said to")
                    .allMatch(
                            w -> w >= instance.firstWaiting() || instance.due().equals(OptionalLong.of(w)));
            assertThat(becameOf.values()).as("each signal once").allMatch(n -> n == 1);
            assertThat(instance.parking().isPresent())
                    .as("parked only with something in the inbox")
                    .isIn(false, instance.isHeldUp());
            assertThat(instance.parking().isPresent())
                    .as("parked only while it runs")
                    .isIn(false, instance.status().isRunning());
            assertThat(instance.isAtItsEnd())
                    .as("ends as soon as nothing is in the way")
                    .isFalse();
            if (bank.is(Heir.class) || bank.is(Open.class)) {
                assertThat(driver.rejections)
                        .as("handed on unless that takes too long")
                        .filteredOn(r -> r.reason() == Reason.CLOSED && !outOfPatience)
                        .isEmpty();
            }
            if (bank.is(Thorough.class) && instance.status() == Status.COMPLETED) {
                assertThat(waiting)
                        .as("a run that handles all does not complete before")
                        .isEmpty();
            }
            long rejectedAtStart = driver.rejections.stream()
                    .filter(r -> !becameOf.containsKey(r.signal().signalId()))
                    .count();
            assertThat(sent)
                    .as("sent = handled or waiting or rejected + refused + held + rejected at the start")
                    .isEqualTo(becameOf.size() + refused + driver.held.size() + (int) rejectedAtStart);
            long rejectedSignals = driver.entries(Entry.State.REJECTED).stream()
                    .filter(e -> e.event() instanceof Event.Signalled)
                    .count();
            assertThat(driver.rejections)
                    .as("each rejected signal is kept as undeliverable")
                    .hasSize((int) (rejectedSignals + rejectedAtStart));
            assertThat(driver.commands)
                    .filteredOn(Command.Answer.class::isInstance)
                    .extracting(c -> ((Command.Answer) c).sequence())
                    .as("each handled update is answered once")
                    .containsExactlyInAnyOrderElementsOf(answered);
        }
    }
}
