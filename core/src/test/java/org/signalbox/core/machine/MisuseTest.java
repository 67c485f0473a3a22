package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.SignalChannel;

/** What the context gives that must be the same again, and what it refuses. */
class MisuseTest {

    static class Loop {
        public final Loop next = this;
    }

    private final Driver parcel = new Driver(
            Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class, Parcel.Things.class), c -> Parcel::new),
            Settings.DEFAULT);

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
        Parcel.handler = (p, wf) -> null;
    }

    private void start(Parcel.Plan main) {
        Parcel.main = main;
        parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                misuse("nothing to select from", (p, wf) -> wf.select(List.of()), "Nothing to wait for was given"),
                misuse("any of nothing", (p, wf) -> wf.any(List.of()), "Nothing to wait for was given"),
                misuse(
                        "a channel of no field",
                        (p, wf) -> new SignalChannel<String>().receive(wf),
                        "This channel is no field of the workflow"),
                misuse("a promise of nothing", (p, wf) -> wf.promise(() -> 5), "not from 0"),
                misuse(
                        "a promise of two",
                        (p, wf) -> wf.promise(() -> {
                            wf.activity(Parcel.Carrier.class).weigh();
                            return wf.activity(Parcel.Carrier.class).weigh();
                        }),
                        "not from 2"),
                misuse(
                        "a promise of a call that fails",
                        (p, wf) -> wf.promise(() -> {
                            throw new IOException("no call");
                        }),
                        "no call"),
                misuse(
                        "versions in the wrong order",
                        (p, wf) -> wf.version("x", 3, 2),
                        "can't be 3 if the newest is 2"),
                misuse(
                        "a recorded call that fails",
                        (p, wf) -> {
                            try {
                                return wf.run("x", String.class, () -> {
                                    throw new IOException("no rate");
                                });
                            } catch (Throwable e) {
                                return "caught";
                            }
                        },
                        "no rate"),
                misuse(
                        "a recorded call whose result is no JSON",
                        (p, wf) -> wf.run("x", Object.class, Loop::new),
                        "can't be written as JSON"),
                misuse(
                        "arguments that are no JSON",
                        (p, wf) -> {
                            try {
                                return wf.activity(Parcel.Things.class).take(new Loop());
                            } catch (Throwable e) {
                                return "caught";
                            }
                        },
                        "can't be written as JSON"));
    }

    private static Arguments misuse(String name, Parcel.Plan plan, String told) {
        return Arguments.of(name, plan, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void what_can_not_be_is_told(String name, Parcel.Plan plan, String told) {
        start(plan);

        assertThat(parcel.instance().parking().map(Parking::error).orElse("not parked"))
                .contains(told);
    }

    @Test
    void only_the_main_line_restarts() {
        start((p, wf) -> {
            wf.sleep(Duration.ofDays(1));
            return null;
        });
        Parcel.handler = (p, wf) -> {
            wf.restart();
            return null;
        };
        parcel.signal("handle");

        assertThat(parcel.instance().parking())
                .get()
                .extracting(Parking::error)
                .asString()
                .contains("Only the @Run");
    }

    @Test
    void a_promise_can_not_be_waited_for_by_another_handler() {
        AtomicReference<Promise<Integer>> kept = new AtomicReference<>();
        start((p, wf) -> {
            kept.set(wf.promise(() -> wf.activity(Parcel.Carrier.class).weigh()));
            wf.await(() -> p.go);
            return null;
        });
        Parcel.handler = (p, wf) -> wf.all(List.of(kept.get()));
        parcel.signal("handle");

        assertThat(parcel.instance().parking())
                .get()
                .extracting(Parking::error)
                .asString()
                .contains("only by the handler that made it");
    }

    @Test
    void chance_and_identifiers_and_time_come_out_the_same_when_executed_again() {
        List<List<Object>> seen = new ArrayList<>();
        start((p, wf) -> {
            List<Object> drawn = new ArrayList<>();
            seen.add(drawn);
            for (int i = 0; ; i++) {
                drawn.add(wf.random().nextInt());
                drawn.add(wf.uuid());
                drawn.add(wf.now());
                int wanted = i;
                wf.await(() -> p.log.size() > wanted);
            }
        });
        for (int i = 0; i < 5; i++) {
            parcel.now = parcel.now.plusSeconds(1);
            parcel.signal("note", "x");
        }

        assertThat(seen).hasSize(6);
        List<Object> last = seen.get(5);
        assertThat(last).hasSize(18).doesNotHaveDuplicates();
        seen.forEach(drawn -> assertThat(last).startsWith(drawn.toArray()));
        assertThat(last).contains(Instant.parse("2025-01-01T00:00:05Z"));
    }

    @Test
    void chance_differs_between_handlers() {
        List<Object> drawn = new ArrayList<>();
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });
        Parcel.handler =
                (p, wf) -> drawn.add(wf.uuid()) && drawn.add(wf.random().nextLong());
        parcel.signal("handle");
        parcel.signal("handle");

        assertThat(drawn).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_recorded_call_may_give_nothing_and_an_activity_too() {
        start((p, wf) -> {
            Object nothing = wf.run("nothing", String.class, () -> null);
            wf.activity(Parcel.Carrier.class).tell("x");
            Optional<String> found = wf.activity(Parcel.Carrier.class).find();
            return (nothing == null) + " " + found;
        });
        done(1, "null");
        done(2, "null");

        assertThat(parcel.instance().result()).contains("\"true Optional.empty\"");
    }

    @Test
    void all_of_nothing_does_not_wait_and_a_select_may_have_several_times() {
        start((p, wf) -> wf.all(List.of()).size()
                + wf.select(List.of(
                        Choice.after(Duration.ofHours(2), () -> " two"),
                        Choice.after(Duration.ofHours(1), () -> " one"))));
        parcel.now = parcel.now.plus(Duration.ofHours(1));
        parcel.react(new Request.TimerDue(ID, "#1.2", parcel.now, Optional.empty()));

        assertThat(parcel.instance().result()).contains("\"0 one\"");
    }

    private void done(int ordinal, String result) {
        parcel.react(new Request.ActivityDone(
                new ActivityKey(ID, 1, ordinal), "Carrier.x", "{\"completed\":" + result + "}"));
    }
}
