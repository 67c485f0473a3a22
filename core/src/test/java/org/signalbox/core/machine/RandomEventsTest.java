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
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.signalbox.client.SignalId;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;

/**
 * Random events in random order, failures included; what must hold, holds after each. The seed is part of the test's
 * name; {@code -Dsignalbox.seed=…} repeats that one.
 */
class RandomEventsTest {

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

    private static final class Life {

        private final Random random;
        private final Driver driver = new Driver(Settings.DEFAULT);
        private final Map<SignalId, Integer> becameOf = new HashMap<>();
        private int sent;
        private int refused;

        Life(long seed) {
            random = new Random(seed);
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
            switch (random.nextInt(11)) {
                case 0 -> driver.start(random.nextInt(8) == 0 ? "nobody" : "Anna");
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
            assertThat(waiting).as("what waits is counted").hasSize(instance.waiting());
            assertThat(driver.journal.values())
                    .as("behind what waits nothing is handled but orders to end")
                    .filteredOn(e -> !waiting.isEmpty() && e.sequence() > waiting.get(0))
                    .allMatch(e -> e.state() == Entry.State.WAITING
                            || EnumSet.of(Event.Kind.CANCEL, Event.Kind.TERMINATE)
                                    .contains(e.event().kind()));
            assertThat(waiting).as("and begins where it is said to").allMatch(w -> w >= instance.firstWaiting());
            assertThat(becameOf.values()).as("each signal once").allMatch(n -> n == 1);
            assertThat(instance.parking().isPresent())
                    .as("parked only with something in the inbox")
                    .isIn(false, instance.isHeldUp());
            assertThat(instance.parking().isPresent())
                    .as("parked only while it runs")
                    .isIn(false, instance.status().isRunning());
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
