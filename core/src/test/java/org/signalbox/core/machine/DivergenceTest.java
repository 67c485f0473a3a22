package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.WorkflowContext;

/** Code that was changed while it waited: what does not fit the record is told and changes nothing, what fits goes on. */
class DivergenceTest {

    private static final Settings SETTINGS =
            new Settings(new Sizes(1000, 1000, 1000), new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3)), 3);

    private final Driver parcel =
            new Driver(Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new), SETTINGS);

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
    }

    private static Parcel.Carrier carrier(WorkflowContext wf) {
        return wf.activity(Parcel.Carrier.class);
    }

    /** Does one thing of every kind and then waits. */
    private static Object original(Parcel p, WorkflowContext wf) {
        wf.background(Parcel.Carrier.class).tell("x"); // 1
        wf.after(Duration.ofHours(1), "reminder"); // 2
        wf.cancelTimer("reminder"); // 3
        String carried = carrier(wf).carry("x"); // 4, 5 (its end), 6
        int once = wf.run("once", Integer.class, () -> 5); // 7
        int version = wf.version("change", 1, 2); // 8
        wf.await(() -> true); // 9
        wf.await(() -> p.go); // where it waits
        return carried + once + version;
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "a step is left out",
                        (p, wf) -> {
                            wf.after(Duration.ofHours(1), "reminder");
                            return null;
                        },
                        "recorded step 1 is 'background Carrier.tell', but the code now does: 'timer reminder'"),
                change(
                        "another timer call",
                        (p, wf) -> {
                            wf.background(Parcel.Carrier.class).tell("x");
                            wf.cancelTimer("reminder");
                            return null;
                        },
                        "recorded step 2 is 'timer reminder', but the code now does: 'no timer reminder'"),
                change(
                        "the activity is another",
                        (p, wf) -> {
                            upTo3(wf);
                            return carrier(wf).weigh();
                        },
                        "recorded step 4 is 'activity Carrier.carry', but the code now does: 'activity Carrier.weigh'"),
                change(
                        "the activity is not waited for",
                        (p, wf) -> {
                            upTo3(wf);
                            wf.promise(() -> carrier(wf).carry("x"));
                            return wf.run("once", Integer.class, () -> 5);
                        },
                        "recorded step 6 is 'Carrier.carry', but the code now does: 'run 'once''"),
                change(
                        "something else is waited for",
                        (p, wf) -> {
                            upTo3(wf);
                            wf.promise(() -> carrier(wf).carry("x"));
                            wf.sleep(Duration.ofHours(1));
                            return null;
                        },
                        "recorded step 6 is 'Carrier.carry', but the code now does: 'time'"),
                change(
                        "the recorded call has another name",
                        (p, wf) -> {
                            upTo6(wf);
                            return wf.run("twice", Integer.class, () -> 5);
                        },
                        "recorded step 7 is 'run 'once'', but the code now does: 'run 'twice''"),
                change(
                        "the version is not known any more",
                        (p, wf) -> {
                            upTo7(wf);
                            return wf.version("change", 3, 4);
                        },
                        "recorded is version 2 of 'change', but the code now does: versions 3 to 4 only"),
                change(
                        "the version is not known yet",
                        (p, wf) -> {
                            upTo7(wf);
                            return wf.version("change", 1, 1);
                        },
                        "recorded is version 2 of 'change', but the code now does: versions 1 to 1 only"),
                change(
                        "the wait is left out",
                        (p, wf) -> {
                            upTo7(wf);
                            wf.version("change", 1, 2);
                            wf.background(Parcel.Carrier.class).tell("x");
                            return null;
                        },
                        "recorded step 9 is 'a condition', but the code now does: 'background Carrier.tell'"),
                change(
                        "the code ends early",
                        (p, wf) -> {
                            upTo7(wf);
                            return "end";
                        },
                        "recorded step 9 is 'a condition', but the code now does: 'end'"),
                change(
                        "the code fails early",
                        (p, wf) -> {
                            upTo7(wf);
                            throw new TerminalFailure("early");
                        },
                        "recorded step 9 is 'a condition', but the code now does: 'end'"),
                change(
                        "the code ends where it waited",
                        (p, wf) -> {
                            upTo9(wf);
                            return "end";
                        },
                        "it waits for 'a condition' after step 9, but the code now does: 'end'"),
                change(
                        "it waits for something else",
                        (p, wf) -> {
                            upTo9(wf);
                            return wf.select(List.of(
                                    Choice.received(p.words, w -> w), Choice.after(Duration.ofHours(1), () -> "")));
                        },
                        "it waits for 'a condition' after step 9, but the code now does: 'signal words or time'"),
                change(
                        "it does something new before it waits",
                        (p, wf) -> {
                            upTo9(wf);
                            wf.background(Parcel.Carrier.class).tell("new");
                            wf.await(() -> p.go);
                            return null;
                        },
                        "it waits for 'a condition' after step 9, but the code now does: 'background Carrier.tell'"),
                change(
                        "it restarts where it waited",
                        (p, wf) -> {
                            upTo9(wf);
                            wf.restart();
                            return null;
                        },
                        "it waits for 'a condition' after step 9, but the code now does: 'restart'"),
                change(
                        "the code swallows everything",
                        (p, wf) -> {
                            try {
                                wf.sleep(Duration.ofDays(1));
                            } catch (Throwable e) {
                                p.log.add("swallowed");
                            }
                            return "end";
                        },
                        "recorded step 1 is 'background Carrier.tell', but the code now does: 'time'"));
    }

    private static Arguments change(String name, Parcel.Plan plan, String told) {
        return Arguments.of(name, plan, told);
    }

    private static void upTo3(WorkflowContext wf) {
        wf.background(Parcel.Carrier.class).tell("x");
        wf.after(Duration.ofHours(1), "reminder");
        wf.cancelTimer("reminder");
    }

    private static void upTo6(WorkflowContext wf) {
        upTo3(wf);
        carrier(wf).carry("x");
    }

    private static void upTo7(WorkflowContext wf) {
        upTo6(wf);
        wf.run("once", Integer.class, () -> 6);
    }

    private static void upTo9(WorkflowContext wf) {
        upTo7(wf);
        wf.version("change", 1, 2);
        wf.await(() -> false);
    }

    private void startOriginal() {
        Parcel.main = DivergenceTest::original;
        parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
        parcel.react(new Request.ActivityDone(new ActivityKey(ID, 1, 2), "Carrier.carry", "{\"completed\":\"tea\"}"));
        assertThat(Optional.ofNullable(parcel.lines.get(1L)).orElseThrow().steps())
                .hasSize(9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changed_code_is_told_changes_nothing_and_goes_on_once_it_fits(String name, Parcel.Plan changed, String told) {
        startOriginal();
        String before = parcel.state();
        int commands = parcel.commands.size();
        Parcel.main = changed;

        parcel.signal("go");

        assertThat(parcel.instance().parking())
                .get()
                .satisfies(p -> assertThat(p.error())
                        .contains("Parcel.travel", "Workflow 'parcel' does not do again what it did: ", told));
        assertThat(parcel.state()).isEqualTo(before);
        assertThat(parcel.commands).hasSize(commands);
        assertThat(parcel.instance().waiting()).isEqualTo(1);

        for (int i = 0; i < 10; i++) {
            parcel.resume();
        }
        assertThat(parcel.instance().parking().flatMap(Parking::retryAt))
                .as("it goes on by itself, whenever that is")
                .contains(BEGIN.plusSeconds(3));
        Parcel.main = DivergenceTest::original;
        parcel.resumeAll();
        assertThat(parcel.instance().result()).contains("\"tea52\"");
    }

    @Test
    void code_after_the_wait_may_change_freely() {
        startOriginal();
        Parcel.main = (p, wf) -> {
            upTo9(wf);
            wf.await(() -> p.go);
            return carrier(wf).weigh();
        };
        parcel.signal("go");
        parcel.react(new Request.ActivityDone(new ActivityKey(ID, 1, 3), "Carrier.weigh", "{\"completed\":9}"));

        assertThat(parcel.instance().result()).contains("9");
    }

    private void versioned(Supplier<Integer> expected, Parcel.Plan later) {
        startOriginal();
        Parcel.main = later;
        parcel.signal("go");

        assertThat(parcel.instance().result()).contains(String.valueOf(expected.get()));
    }

    @Test
    void a_version_asked_where_the_record_has_none_is_the_oldest_for_the_whole_execution() {
        versioned(() -> 10 + 1, (p, wf) -> {
            int early = wf.version("new", 1, 3);
            upTo9(wf);
            wf.await(() -> p.go);
            return early * 10 + wf.version("new", 1, 3);
        });
    }

    @Test
    void a_version_asked_behind_the_wait_is_the_newest() {
        versioned(() -> 3, (p, wf) -> {
            upTo9(wf);
            wf.await(() -> p.go);
            return wf.version("new", 1, 3);
        });
    }

    @Test
    void a_version_that_was_recorded_stays_and_new_ones_around_it_are_the_oldest() {
        versioned(() -> 121, (p, wf) -> {
            upTo7(wf);
            int result = wf.version("before", 1, 2) * 100 + wf.version("change", 1, 9) * 10 + wf.version("after", 1, 2);
            wf.await(() -> false);
            wf.await(() -> p.go);
            return result;
        });
    }

    @Test
    void a_version_that_is_asked_no_more_is_no_divergence() {
        versioned(() -> 5, (p, wf) -> {
            upTo7(wf);
            wf.await(() -> false);
            wf.await(() -> p.go);
            return 5;
        });
    }

    @Test
    void a_main_method_that_is_gone_parks_until_it_is_back() {
        startOriginal();
        Parcel.main = (p, wf) -> null;
        Driver without = new Driver(Catalog.of(List.of(NoMain.class), List.of(), c -> NoMain::new), SETTINGS);
        without.instance = parcel.instance;
        without.lines.putAll(parcel.lines);
        without.journal.putAll(parcel.journal);

        without.react(new Request.TimerDue(ID, "#1.3", BEGIN, Optional.empty()));

        assertThat(without.instance().parking())
                .get()
                .extracting(Parking::error)
                .asString()
                .contains("has no handler any more for START 'parcel'");
    }

    @org.signalbox.workflow.Workflow("parcel")
    static class NoMain {}
}
