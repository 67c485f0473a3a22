package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.activity.Activity;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Instances that were exported by one version of the code are held against another one. */
class ReplayTest {

    @Activity
    interface Guide {
        String show(String town);

        String tell(String town);
    }

    /** What the instances were made by. */
    @Workflow("tour")
    static class Tour {
        private final List<String> seen = new ArrayList<>();
        private boolean over;

        @Run
        List<String> travel(WorkflowContext wf) {
            wf.after(Duration.ofDays(30), "reminder");
            seen.add(wf.activity(Guide.class).show("Rome"));
            wf.await(() -> over);
            return seen;
        }

        @Signal
        void visit(String town, WorkflowContext wf) {
            wf.sleep(Duration.ofDays(1));
            seen.add(town);
        }

        @Signal
        void end() {
            over = true;
        }

        @OnTimer("reminder")
        void remind() {
            seen.add("reminder");
        }
    }

    /** What is before the wait is another activity. */
    @Workflow("tour")
    static class Retold extends Tour {
        @Override
        @Run
        List<String> travel(WorkflowContext wf) {
            wf.after(Duration.ofDays(30), "reminder");
            wf.activity(Guide.class).tell("Rome");
            return List.of();
        }
    }

    @Workflow("tour")
    static class WithoutWait extends Tour {
        @Override
        @Signal
        void visit(String town, WorkflowContext wf) {}
    }

    /** What is behind the wait is new. */
    @Workflow("tour")
    static class Longer extends Tour {
        @Override
        @Run
        List<String> travel(WorkflowContext wf) {
            super.travel(wf);
            return List.of(wf.activity(Guide.class).tell("Rome"));
        }
    }

    @Workflow("tour")
    static class Other {
        @SuppressWarnings("UnusedVariable")
        private int seen;

        @Signal
        void visit(String town) {}
    }

    @Workflow("tour")
    static class Mute {
        @Run
        List<String> travel(WorkflowContext wf) {
            wf.after(Duration.ofDays(30), "reminder");
            wf.activity(Guide.class).show("Rome");
            wf.await(() -> false);
            return List.of();
        }

        @Signal
        void visit(int town, WorkflowContext wf) {
            wf.sleep(Duration.ofDays(1));
        }
    }

    @Workflow("tour")
    static class Fickle extends Tour {
        private static int calls;

        @SuppressWarnings("UnusedVariable")
        private int call;

        @Override
        @Run
        List<String> travel(WorkflowContext wf) {
            call = calls++;
            return super.travel(wf);
        }
    }

    private static final class Guided implements Guide {
        @Override
        public String show(String town) {
            return town;
        }

        @Override
        public String tell(String town) {
            throw new AssertionError("A replay calls no activity.");
        }
    }

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    /** T-1 waits in its main line and in a handler, with two events behind it; T-2 in its main line; T-3 has ended. */
    @BeforeEach
    void export() {
        file = directory.resolve("tours.jsonl");
        TestKit kit = kit(Tour.class);
        for (String id : List.of("T-1", "T-2", "T-3")) {
            kit.start("tour", new WorkflowId(id), null);
        }
        kit.signal(SignalRequest.of("T-1", "visit").with("Oslo"));
        kit.signal(SignalRequest.of("T-1", "visit").with("Riga"));
        kit.signal(SignalRequest.of("T-1", "end"));
        kit.signal(SignalRequest.of("T-3", "end"));
        kit.export(file);
    }

    private static TestKit kit(Class<?> tour) {
        return TestKit.of(tour).activities(Guide.class, new Guided());
    }

    private AbstractThrowableAssert<?, ?> replayed(Class<?> tour) {
        return assertThatThrownBy(() -> kit(tour).replay(file)).isInstanceOf(AssertionError.class);
    }

    @Test
    void code_that_did_not_change_before_its_waits_goes_on_with_all() {
        assertThat(kit(Tour.class).replay(file)).isEqualTo(3);
        assertThat(kit(Longer.class).replay(file)).isEqualTo(3);
    }

    @Test
    void a_divergence_is_told_with_recorded_and_new_step_and_the_journal() {
        replayed(Retold.class)
                .hasMessageContainingAll(
                        "2 of 3 instances",
                        "tours.jsonl do not go on with this code",
                        "recorded step 2 is 'activity Guide.show', but the code now does: 'activity Guide.tell'",
                        "T-1 · tour · run 1 · RUNNING · 2 waiting",
                        "visit \"Oslo\" [OPEN]",
                        "state   {\"seen\":[\"Rome\"],\"over\":false}",
                        "T-2 · tour");
    }

    @Test
    void a_handler_that_waits_is_replayed_as_well_as_the_main_line() {
        replayed(WithoutWait.class)
                .hasMessageContainingAll(
                        "1 of 3", "The handler of event 3", "it waits for 'time' after step 0", "'end'")
                .hasMessageNotContaining("T-2");
    }

    @Test
    void fields_that_can_not_be_read_any_more_are_found_in_ended_instances_too() {
        replayed(Other.class).hasMessageContainingAll("3 of 3 instances", "The fields can't be read", "seen");
    }

    @Test
    void events_and_timers_that_nothing_takes_any_more_are_told() {
        replayed(Mute.class)
                .hasMessageContainingAll(
                        "2 of 3",
                        "The handler of event 3",
                        "Event 5 (SIGNAL 'end') waits, but there is no handler for it.",
                        "Event 4 (SIGNAL 'visit') waits, but its payload does not fit",
                        "Timer 'reminder' is set, but there is no @OnTimer for it.");
    }

    @Test
    void a_handler_that_is_not_the_same_twice_is_found() {
        replayed(Fickle.class).hasMessageContaining("is not the same twice");
    }

    @Test
    void a_workflow_that_is_not_deployed_is_told() {
        replayed(Trip.class).hasMessageContaining("Workflow 'tour' is not deployed; deployed are [trip]");
    }

    @Test
    void of_many_only_ten_are_told_in_full() {
        TestKit many = kit(Tour.class);
        for (int n = 10; n < 25; n++) {
            many.start("tour", new WorkflowId("M-" + n), null);
        }
        many.export(file);

        replayed(Retold.class)
                .hasMessageContainingAll("15 of 15", "M-19 · tour", "and [M-20, M-21, M-22, M-23, M-24]")
                .hasMessageNotContaining("M-20 · tour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all but the last line  | cut off behind line",
                "a line in the middle   | does not belong here",
                "a later format         | written by a later version",
                "something else         | Line 1 is not of an export"
            })
    void what_is_no_whole_export_is_refused(String wrong, String told) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        switch (wrong) {
            case "all but the last line" -> lines.remove(lines.size() - 1);
            case "a line in the middle" -> lines.remove(0);
            case "a later format" -> lines.set(0, lines.get(0).replace("\"format\":1", "\"format\":999"));
            default -> lines.set(0, "Dear all,");
        }
        Files.write(file, lines);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kit(Tour.class).replay(file))
                .withMessageContainingAll("tours.jsonl", told);
    }
}
