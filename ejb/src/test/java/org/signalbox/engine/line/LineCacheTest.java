package org.signalbox.engine.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.Status;
import org.signalbox.core.turn.Awaited;
import org.signalbox.core.turn.Step;

/** Kept lines are handed out only to an instance whose row tells that they are what its rows hold. */
class LineCacheTest {

    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    private final LineCache cache = new LineCache();

    @Test
    void what_was_kept_is_found_as_long_as_nothing_more_has_been_recorded() {
        cache.keep(instance(MORNING, open(1, OptionalLong.of(2))), List.of(line(1, 2)));

        assertThat(cache.linesOf(instance(MORNING, open(1, OptionalLong.of(2)))))
                .contains(List.of(line(1, 2)));
        assertThat(cache.linesOf(instance(MORNING, open(1, OptionalLong.of(3)))))
                .as("another server had a turn")
                .isEmpty();
    }

    @Test
    void all_open_lines_must_be_known() {
        cache.keep(instance(MORNING, open(1, OptionalLong.of(1))), List.of(line(1, 1)));

        assertThat(cache.linesOf(instance(MORNING, open(1, OptionalLong.of(1)), open(5, OptionalLong.of(1)))))
                .isEmpty();
    }

    @Test
    void a_line_of_another_run_with_the_same_numbers_is_another_one() {
        cache.keep(instance(MORNING, open(1, OptionalLong.of(1))), List.of(line(1, 1)));

        assertThat(cache.linesOf(instance(MORNING.plusSeconds(1), open(1, OptionalLong.of(1)))))
                .isEmpty();
    }

    @Test
    void a_line_whose_steps_were_not_counted_is_not_kept() {
        cache.keep(instance(MORNING, open(1, OptionalLong.empty())), List.of(line(1, 0)));

        assertThat(cache.linesOf(instance(MORNING, open(1, OptionalLong.empty()))))
                .isEmpty();
    }

    @Test
    void what_an_earlier_turn_hands_over_late_does_not_pass_for_the_latest() {
        cache.keep(instance(MORNING, open(1, OptionalLong.of(2))), List.of(line(1, 2)));
        cache.keep(instance(MORNING, open(1, OptionalLong.of(1))), List.of(line(1, 1)));

        assertThat(cache.linesOf(instance(MORNING, open(1, OptionalLong.of(2)))))
                .isEmpty();
    }

    @Test
    void it_does_not_grow_without_end() {
        String large = "\"" + "x".repeat(1_000_000) + "\"";
        List<Instance> instances = IntStream.range(0, 40)
                .mapToObj(n -> instance(MORNING.plusSeconds(n), open(1, OptionalLong.of(1))))
                .toList();

        instances.forEach(instance ->
                cache.keep(instance, List.of(line(1, 0).with(List.of(new Step.Ran("large", large))))));

        assertThat(instances.stream()
                        .filter(instance -> cache.linesOf(instance).isPresent())
                        .count())
                .isBetween(1L, 16L);
    }

    @Test
    void it_knows_how_large_a_line_has_grown() {
        Step large = new Step.Ran("large", "\"" + "x".repeat(1_000_000) + "\"");
        Line line = line(1, 0);
        int steps = 0;
        do {
            line = line.with(List.of(large));
            steps++;
            cache.keep(instance(MORNING, open(1, OptionalLong.of(steps))), List.of(line));
        } while (steps < 40
                && cache.linesOf(instance(MORNING, open(1, OptionalLong.of(steps))))
                        .isPresent());

        assertThat(steps).isBetween(2, 16);
    }

    private static Instance instance(Instant startedAt, OpenLine... lines) {
        return new Instance(
                new WorkflowId("ship-1"),
                "harbour",
                1,
                Status.RUNNING,
                9,
                0,
                Optional.of("{}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                startedAt,
                Optional.empty(),
                10,
                List.of(lines),
                Life.PLAIN);
    }

    private static OpenLine open(long opened, OptionalLong recorded) {
        Awaited awaited =
                new Awaited("the tide", "", 1, true, List.of(), List.of(), false, List.of(), Optional.empty());
        return new OpenLine(opened, opened == 1, awaited, OptionalLong.empty(), Optional.empty(), recorded);
    }

    private static Line line(long opened, int steps) {
        return new Line(
                opened,
                new Event.Started("harbour", Optional.empty()),
                MORNING,
                "{}",
                IntStream.range(0, steps)
                        .<Step>mapToObj(n -> new Step.Started("Crane.lift"))
                        .toList());
    }
}
