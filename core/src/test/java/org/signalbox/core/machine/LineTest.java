package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Step;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.TerminalFailure;

/** Open lines: who brings them on, who waits for them, what is recorded, and what happens when they fail. */
class LineTest {

    private static final Settings SETTINGS =
            new Settings(new Sizes(1000, 1000, 1000), new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3)), 3);

    private final Driver parcel =
            new Driver(Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new), SETTINGS);

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
        Parcel.handler = (p, wf) -> null;
        Parcel.broken = p -> false;
    }

    private void start(Parcel.Plan main) {
        Parcel.main = main;
        parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
    }

    private void handle(Parcel.Plan handler) {
        Parcel.handler = handler;
        parcel.signal("handle");
    }

    private void done(long sequence, int ordinal, String result) {
        parcel.react(new Request.ActivityDone(
                new ActivityKey(ID, sequence, ordinal), "Carrier.x", "{\"completed\":" + result + "}"));
    }

    private void failed(long sequence, int ordinal, String failure) {
        parcel.react(new Request.ActivityDone(
                new ActivityKey(ID, sequence, ordinal), "Carrier.x", "{\"failed\":\"" + failure + "\"}"));
    }

    private void fire(String timer) {
        parcel.react(new Request.TimerDue(ID, timer, parcel.now, Optional.empty()));
    }

    private OpenLine open() {
        assertThat(parcel.instance().lines()).hasSize(1);
        return parcel.instance().lines().get(0);
    }

    private List<Step> steps(long opened) {
        return Optional.ofNullable(parcel.lines.get(opened)).orElseThrow().steps();
    }

    private String error() {
        return parcel.instance().parking().map(Parking::error).orElse("not parked");
    }

    @Test
    void a_handler_that_does_not_wait_records_nothing() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });
        Verdict verdict = parcel.signal("note", "one");

        assertThat(((Verdict.Taken) verdict).lines()).isEmpty();
        assertThat(parcel.entry(2).state()).isEqualTo(Entry.State.HANDLED);
    }

    @Test
    void a_handler_that_could_wait_but_need_not_records_nothing() {
        start((p, wf) -> {
            wf.await(() -> true);
            wf.background(Parcel.Carrier.class).tell("x");
            wf.run("once", Integer.class, () -> 5);
            return p.words.poll().orElse("none");
        });

        assertThat(parcel.instance().result()).contains("\"none\"");
        assertThat(parcel.lines).isEmpty();
        assertThat(parcel.entry(1).state()).isEqualTo(Entry.State.HANDLED);
    }

    @Test
    void a_main_line_waits_with_what_it_needs_to_go_on() {
        start((p, wf) -> {
            p.number = 5;
            return wf.activity(Parcel.Carrier.class).carry("tea");
        });

        assertThat(parcel.commands)
                .containsExactly(
                        new Command.ScheduleActivity(new ActivityKey(ID, 1, 1), "Carrier", "carry", "[\"tea\"]"));
        assertThat(steps(1)).containsExactly(new Step.Started("Carrier.carry"));
        assertThat(open().awaited().activities()).containsExactly(1);
        assertThat(open().awaited().where()).startsWith("Parcel.travel:");
        assertThat(parcel.state()).contains("\"number\":5");
        assertThat(parcel.entry(1).state()).isEqualTo(Entry.State.OPEN);

        done(1, 1, "\"there\"");
        assertThat(parcel.instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(parcel.instance().result()).contains("\"there\"");
        assertThat(parcel.instance().lines()).isEmpty();
        assertThat(parcel.lines).isEmpty();
        assertThat(parcel.entry(1).state()).isEqualTo(Entry.State.HANDLED);
        assertThat(parcel.entry(2).decided()).containsExactly("no timers");
    }

    @Test
    void an_open_line_is_told_by_its_instance_in_text() {
        start((p, wf) -> wf.await(Duration.ofDays(1), () -> p.go));

        List<OpenLine> lines = parcel.instance().lines();
        assertThat(OpenLine.read(OpenLine.write(lines))).isEqualTo(lines);
        assertThat(OpenLine.read(OpenLine.write(List.of()))).isEmpty();
    }

    @Test
    void a_failed_activity_is_thrown_where_it_is_waited_for() {
        start((p, wf) -> {
            try {
                return wf.activity(Parcel.Carrier.class).weigh();
            } catch (ActivityFailure e) {
                return e.activity() + "|" + e.type() + "|" + e.getMessage();
            }
        });
        failed(1, 1, "java.lang.IllegalStateException: broken scale");

        assertThat(parcel.instance().result())
                .contains("\"Carrier.weigh|java.lang.IllegalStateException|activity Carrier.weigh failed:"
                        + " java.lang.IllegalStateException: broken scale\"");
    }

    @Test
    void a_failed_activity_that_is_not_caught_fails_the_run() {
        start((p, wf) -> wf.activity(Parcel.Carrier.class).weigh());
        failed(1, 1, "The last attempt did not end in time");

        assertThat(parcel.instance().failure())
                .contains("activity Carrier.weigh failed: The last attempt did not end in time");
    }

    @Test
    void signals_are_handled_while_the_main_line_waits_and_are_not_handled_again() {
        start((p, wf) -> {
            p.log.add("before");
            wf.await(() -> p.log.size() > 2);
            p.log.add("after");
            wf.await(() -> p.go);
            return p.log;
        });
        parcel.signal("note", "one");
        assertThat(steps(1)).isEmpty();
        parcel.signal("note", "two");
        assertThat(steps(1)).hasSize(1);
        parcel.signal("note", "three");
        parcel.signal("go");

        assertThat(parcel.instance().result()).contains("[\"before\",\"one\",\"two\",\"after\",\"three\"]");
    }

    @Test
    void a_handler_that_waits_is_never_overtaken() {
        start((p, wf) -> {
            wf.await(() -> p.log.contains("two"));
            return p.log;
        });
        handle((p, wf) -> p.log.add(wf.activity(Parcel.Carrier.class).carry("x")));
        parcel.signal("note", "one");
        parcel.signal("note", "two");
        parcel.react(parcel.signalRequest("words", Optional.of("\"word\"")));

        assertThat(parcel.state()).contains("\"log\":[]", "\"words\":[]");
        assertThat(parcel.instance().waiting()).isEqualTo(3);
        assertThat(parcel.instance().isUnfinished())
                .as("nothing can go on by itself")
                .isFalse();
        parcel.resume();
        assertThat(parcel.instance().waiting()).isEqualTo(3);

        done(2, 1, "\"zero\"");
        assertThat(parcel.state()).contains("\"log\":[\"zero\"]");
        assertThat(parcel.entry(2).state()).isEqualTo(Entry.State.HANDLED);
        assertThat(parcel.entry(6).state()).isEqualTo(Entry.State.HANDLED);
        parcel.resumeAll();
        assertThat(parcel.instance().result()).contains("[\"zero\",\"one\",\"two\"]");
    }

    @Test
    void the_main_line_does_not_go_on_while_a_handler_waits() {
        start((p, wf) -> p.log.add(wf.activity(Parcel.Carrier.class).carry("main")));
        handle((p, wf) -> p.log.add(wf.activity(Parcel.Carrier.class).carry("handler")));

        done(1, 1, "\"main\"");
        assertThat(parcel.instance().waiting()).isEqualTo(1);
        done(2, 1, "\"handler\"");
        parcel.resumeAll();

        assertThat(parcel.state()).contains("\"log\":[\"handler\",\"main\"]");
        assertThat(parcel.instance().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void the_main_line_goes_on_when_a_waiting_handler_has_changed_what_it_waits_for() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return wf.now();
        });
        handle((p, wf) -> {
            wf.sleep(Duration.ofHours(1));
            p.go = true;
            return null;
        });
        assertThat(parcel.commands)
                .containsExactly(new Command.SetTimer("#2.1", BEGIN.plus(Duration.ofHours(1)), Optional.empty()));
        parcel.now = BEGIN.plus(Duration.ofHours(1));
        fire("#2.1");

        assertThat(parcel.instance().result()).contains("\"2025-01-01T01:00:00Z\"");
    }

    @Test
    void the_end_of_an_activity_nobody_waits_for_yet_is_only_recorded() {
        start((p, wf) -> {
            var early = wf.promise(() -> wf.activity(Parcel.Carrier.class).carry("x"));
            wf.sleep(Duration.ofHours(1));
            return early.isDone() + early.await();
        });
        done(1, 1, "\"early\"");

        assertThat(parcel.entry(2).decided()).isEmpty();
        assertThat(steps(1))
                .containsExactly(new Step.Started("Carrier.carry"), new Step.Ended(1, "{\"completed\":\"early\"}"));
        assertThat(open().awaited().running()).isEmpty();
        parcel.now = BEGIN.plus(Duration.ofHours(1));
        fire("#1.1");
        assertThat(parcel.instance().result()).contains("\"trueearly\"");
    }

    @Test
    void a_line_is_read_only_for_what_may_execute_it() {
        start((p, wf) -> {
            var a = wf.promise(() -> wf.activity(Parcel.Carrier.class).carry("a"));
            var b = wf.promise(() -> wf.activity(Parcel.Carrier.class).carry("b"));
            return wf.select(
                    List.of(Choice.done(a, r -> "a " + b.isDone()), Choice.after(Duration.ofHours(1), () -> "time")));
        });
        Instance instance = parcel.instance();
        Request signal = parcel.signalRequest("note", Optional.of("\"x\""));
        Request own = new Request.ActivityDone(new ActivityKey(ID, 1, 1), "Carrier.carry", "{\"completed\":1}");
        Request other = new Request.ActivityDone(new ActivityKey(ID, 1, 2), "Carrier.carry", "{\"completed\":1}");

        assertThat(instance.needsLines(signal, BEGIN)).isFalse();
        assertThat(instance.needsLines(signal, BEGIN.plus(Duration.ofHours(1)))).isTrue();
        assertThat(instance.needsLines(own, BEGIN)).isTrue();
        assertThat(instance.needsLines(other, BEGIN)).isFalse();
        assertThat(instance.needsLines(new Request.TimerDue(ID, "#1.1", BEGIN, Optional.empty()), BEGIN))
                .isTrue();
        assertThat(instance.needsLines(new Request.TimerDue(ID, "reminder", BEGIN, Optional.empty()), BEGIN))
                .isFalse();
        parcel.signal("end");
        assertThat(parcel.instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(parcel.lines).isEmpty();
    }

    @Test
    void the_end_of_a_background_activity_is_no_step() {
        start((p, wf) -> {
            wf.background(Parcel.Carrier.class).tell("x");
            wf.sleep(Duration.ofHours(1));
            return null;
        });
        done(1, 1, "null");

        assertThat(steps(1)).containsExactly(new Step.Asked("background Carrier.tell"));
    }

    @Test
    void a_timer_that_comes_when_the_wait_is_over_changes_nothing() {
        start((p, wf) -> {
            wf.await(Duration.ofHours(1), () -> p.go);
            wf.sleep(Duration.ofDays(1));
            return null;
        });
        parcel.signal("go");
        assertThat(parcel.commands).contains(new Command.CancelTimer("#1.1"));
        parcel.now = BEGIN.plus(Duration.ofHours(2));
        Optional<Instance> before = parcel.instance;
        fire("#1.1");

        assertThat(parcel.instance).isEqualTo(before);
    }

    @Test
    void a_timer_that_comes_while_the_instance_is_parked_is_not_missed() {
        start((p, wf) -> {
            wf.sleep(Duration.ofHours(1));
            return p.log;
        });
        Parcel.broken = p -> true;
        parcel.signal("note", "one");
        parcel.now = BEGIN.plus(Duration.ofHours(1));
        fire("#1.1");
        assertThat(parcel.instance().waiting()).isEqualTo(2);
        Parcel.broken = p -> false;
        parcel.now = BEGIN.plusSeconds(3599);
        parcel.resumeAll();

        assertThat(parcel.instance().result()).contains("[\"one\"]");
    }

    @Test
    void a_handler_can_not_wait_for_a_later_signal() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });
        handle((p, wf) -> p.words.receive(wf));
        assertThat(error()).contains("would wait for ever", "signal words", "in @Run");

        Parcel.handler = (p, wf) -> {
            wf.await(() -> p.go);
            return null;
        };
        parcel.resume();
        assertThat(error()).contains("would wait for ever", "'a condition'");
    }

    @Test
    void a_handler_can_wait_for_a_condition_that_an_activity_makes_true() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return p.log;
        });
        handle((p, wf) -> {
            var weight = wf.promise(() -> wf.activity(Parcel.Carrier.class).weigh());
            wf.await(() -> weight.isDone());
            p.log.add("weighs " + weight.await());
            return null;
        });
        done(2, 1, "7");
        parcel.signal("go");

        assertThat(parcel.instance().result()).contains("[\"weighs 7\"]");
    }

    @Test
    void all_is_executed_again_only_when_the_last_has_ended_or_one_has_failed() {
        start((p, wf) -> {
            Parcel.Carrier carrier = wf.activity(Parcel.Carrier.class);
            return wf.all(List.of(
                    wf.promise(() -> carrier.carry("a")),
                    wf.promise(() -> carrier.carry("b")),
                    wf.promise(() -> carrier.carry("c"))));
        });
        Parcel.main = (p, wf) -> {
            throw new IllegalStateException("executed too early");
        };
        done(1, 2, "\"B\"");
        done(1, 1, "\"A\"");
        assertThat(error()).isEqualTo("not parked");
        done(1, 3, "\"C\"");

        assertThat(error()).contains("executed too early");
    }

    @Test
    void restart_drops_the_record_and_keeps_fields_timers_and_inbox() {
        start((p, wf) -> {
            p.number++;
            String word = p.words.receive(wf);
            p.log.add(word + wf.runNumber());
            if (p.number == 3) {
                return p.log;
            }
            wf.restart();
            throw new AssertionError("restart does not return");
        });
        for (String word : List.of("a", "b", "c")) {
            parcel.signal("words", word);
            if (parcel.instance().isUnfinished()) {
                assertThat(parcel.journal.values())
                        .last()
                        .extracting(e -> e.event().kind())
                        .isEqualTo(Event.Kind.RESTART);
                parcel.resumeAll();
                assertThat(steps(parcel.instance().sequence())).isEmpty();
            }
        }

        assertThat(parcel.instance().result()).contains("[\"a1\",\"b1\",\"c1\"]");
        assertThat(parcel.lines).isEmpty();
        assertThat(parcel.entries(Entry.State.HANDLED)).hasSize(6);
    }

    @Test
    void a_handler_that_ends_the_run_ends_the_main_line_with_it() {
        start((p, wf) -> {
            wf.sleep(Duration.ofDays(1));
            return null;
        });
        parcel.signal("end");

        assertThat(parcel.instance().result()).contains("\"ended\"");
        assertThat(parcel.instance().lines()).isEmpty();
        assertThat(parcel.lines).isEmpty();
        assertThat(parcel.entry(1).state()).isEqualTo(Entry.State.HANDLED);
    }

    @Test
    void a_signal_with_start_that_ends_the_run_leaves_no_line_behind() {
        Parcel.main = (p, wf) -> {
            wf.sleep(Duration.ofDays(1));
            return null;
        };
        Request.Signal end = parcel.signalRequest("end", Optional.empty());
        parcel.react(new Request.Signal(
                ID,
                "end",
                Optional.empty(),
                end.signalId(),
                Optional.of(new Request.StartWith("parcel", Optional.empty())),
                Optional.empty()));

        assertThat(parcel.instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(parcel.lines).isEmpty();
        assertThat(parcel.entries(Entry.State.HANDLED)).hasSize(2);
    }

    @Test
    void a_waiting_handler_that_fails_is_due_ahead_of_the_inbox_and_keeps_what_it_was_brought() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return p.log;
        });
        handle((p, wf) -> {
            String carried = wf.activity(Parcel.Carrier.class).carry("x");
            if (Parcel.broken.apply(p)) {
                throw new IllegalStateException("can't log " + carried);
            }
            p.log.add(carried);
            wf.background(Parcel.Carrier.class).tell("done");
            return null;
        });
        parcel.signal("note", "later");
        Parcel.broken = p -> true;

        done(2, 1, "\"first\"");
        assertThat(error()).contains("can't log first");
        assertThat(parcel.instance().due()).hasValue(4);
        assertThat(parcel.instance().isUnfinished()).isTrue();
        parcel.resume();
        assertThat(parcel.instance().parking())
                .get()
                .extracting(Parking::attempts)
                .isEqualTo(2);

        Parcel.broken = p -> false;
        parcel.resume();
        assertThat(parcel.entry(4).decided()).containsExactly("activity Carrier.tell #2.2");
        assertThat(parcel.state()).contains("\"log\":[\"first\"]");
        assertThat(parcel.instance().parking()).isEmpty();
        parcel.resumeAll();
        parcel.signal("go");
        assertThat(parcel.instance().result()).contains("[\"first\",\"later\"]");
        assertThat(parcel.entries(Entry.State.HANDLED)).hasSize(5);
    }

    @Test
    void what_comes_to_a_waiting_handler_while_it_is_parked_is_recorded() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });
        handle((p, wf) -> {
            var one = wf.promise(() -> wf.activity(Parcel.Carrier.class).carry("1"));
            var two = wf.promise(() -> wf.activity(Parcel.Carrier.class).carry("2"));
            p.log.add(one.await());
            if (Parcel.broken.apply(p)) {
                throw new IllegalStateException("broken");
            }
            p.log.add(two.await());
            return null;
        });
        Parcel.broken = p -> true;
        done(2, 1, "\"one\"");
        done(2, 2, "\"two\"");
        Parcel.broken = p -> false;
        parcel.resume();

        assertThat(parcel.state()).contains("\"log\":[\"one\",\"two\"]");
        assertThat(parcel.instance().isUnfinished()).isFalse();
    }

    @Test
    void a_main_line_that_fails_parks_the_event_that_brought_it_on() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            if (Parcel.broken.apply(p)) {
                throw new IllegalStateException("can't go");
            }
            return p.log;
        });
        Parcel.broken = p -> true;
        parcel.signal("go");
        assertThat(error()).contains("Parcel.travel", "can't go");
        assertThat(parcel.state()).contains("\"go\":false");
        Parcel.broken = p -> false;
        parcel.resumeAll();

        assertThat(parcel.instance().result()).contains("[]");
    }

    @Test
    void a_terminal_failure_after_a_wait_fails_the_run_with_the_fields() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            p.log.add("too late");
            wf.background(Parcel.Carrier.class).tell("never");
            throw new TerminalFailure("over");
        });
        parcel.signal("go");

        assertThat(parcel.instance().status()).isEqualTo(Status.FAILED);
        assertThat(parcel.state()).contains("too late");
        assertThat(parcel.commands).containsExactly(new Command.CancelAllTimers());
        assertThat(parcel.lines).isEmpty();
    }

    @Test
    void what_finally_and_catch_blocks_do_while_the_handler_is_left_has_no_effect() {
        start((p, wf) -> {
            for (int i = 0; ; i++) {
                try {
                    wf.await(() -> p.go);
                    p.log.add("went");
                    return p.log;
                } catch (Throwable e) {
                    if (i == 2) {
                        throw new TerminalFailure("swallowed");
                    }
                } finally {
                    p.log.add("finally");
                    p.number++;
                }
            }
        });
        assertThat(parcel.state()).contains("\"log\":[]", "\"number\":0");
        assertThat(parcel.commands).isEmpty();
        parcel.signal("nothing");
        parcel.signal("go");

        assertThat(parcel.instance().result()).contains("[\"went\",\"finally\"]");
        assertThat(parcel.state()).contains("\"number\":1");
    }

    @Test
    void a_condition_that_fails_can_not_be_caught_and_parks() {
        start((p, wf) -> {
            try {
                wf.await(() -> {
                    if (p.go) {
                        throw new IllegalStateException("don't know");
                    }
                    return false;
                });
            } catch (RuntimeException e) {
                return "caught";
            }
            return null;
        });
        parcel.signal("go");

        assertThat(error()).contains("don't know");
    }

    @Test
    void a_condition_and_a_recorded_call_can_not_use_the_context() {
        start((p, wf) -> {
            wf.await(() -> wf.random().nextBoolean());
            return null;
        });
        assertThat(error()).contains("can't use the WorkflowContext");

        Parcel.main = (p, wf) -> wf.run("nested", Boolean.class, () -> {
            wf.sleep(Duration.ofDays(1));
            return true;
        });
        parcel.resume();
        assertThat(error()).contains("can't use the WorkflowContext");
    }

    @Test
    void a_longer_timeout_in_new_code_sets_the_timer_anew() {
        start((p, wf) -> wf.await(Duration.ofHours(1), () -> p.go));
        Parcel.main = (p, wf) -> wf.await(Duration.ofHours(5), () -> p.go);
        parcel.now = BEGIN.plus(Duration.ofHours(1));
        fire("#1.1");

        assertThat(parcel.commands)
                .endsWith(new Command.SetTimer("#1.1", BEGIN.plus(Duration.ofHours(5)), Optional.empty()));
        parcel.now = BEGIN.plus(Duration.ofHours(5));
        fire("#1.1");
        assertThat(parcel.instance().result()).contains("false");
    }

    @Test
    void time_that_is_up_is_noticed_by_whatever_comes_first() {
        start((p, wf) -> wf.await(Duration.ofHours(1), () -> p.go));
        parcel.now = BEGIN.plus(Duration.ofHours(2));
        parcel.signal("note", "late");

        assertThat(parcel.instance().result()).contains("false");
    }
}
