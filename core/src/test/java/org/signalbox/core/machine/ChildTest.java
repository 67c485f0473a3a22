package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Closing;
import org.signalbox.core.turn.Command;
import org.signalbox.workflow.ChildRequest;

/** The bond between parent and child, and the mail between instances, as it is kept. */
class ChildTest {

    private static final Path DRAWING = Path.of("..", "docs", "states", "child.puml");
    private static final ActivityKey KEY = new ActivityKey(new WorkflowId("P"), 3, 2);
    private static final WorkflowId CHILD = new WorkflowId("C");
    private static final Mail.Asker ASKER = new Mail.Asker(KEY, 1);

    private static Child asked(ChildRequest.WhenParentEnds how) {
        return new Child(KEY, 1, CHILD, "parcel", how, Child.State.ASKED, OptionalInt.empty());
    }

    /** {@code -Dsignalbox.draw=true} draws it anew. */
    @Test
    void the_drawing_shows_the_table() throws IOException {
        if (Boolean.getBoolean("signalbox.draw")) {
            Files.writeString(DRAWING, drawing());
        }

        assertThat(DRAWING).content().isEqualTo(drawing());
    }

    private static String drawing() {
        Set<String> arrows = new TreeSet<>();
        Child.State.TRANSITIONS.forEach(
                (from, moves) -> moves.forEach((move, to) -> arrows.add(from + " --> " + to + " : " + move)));
        return "@startuml\n' Drawn by ChildTest from Child.State.TRANSITIONS.\ntitle A child\n[*] --> ASKED\n"
                + String.join("\n", arrows) + "\n@enduml\n";
    }

    @Test
    void what_is_not_in_the_table_is_illegal() {
        for (Child.State state : Child.State.values()) {
            for (Child.State.Move move : Child.State.Move.values()) {
                if (!Child.State.TRANSITIONS.getOrDefault(state, Map.of()).containsKey(move)) {
                    assertThatIllegalStateException().isThrownBy(() -> state.after(move));
                }
            }
        }
    }

    @Test
    void only_what_was_asked_for_as_a_child_is_one() {
        Child running = asked(ChildRequest.WhenParentEnds.CANCEL)
                .started(new Verdict.Taken(
                        Instance.expected(CHILD, Driver.BEGIN).begin("parcel", Driver.BEGIN),
                        java.util.List.of(),
                        java.util.List.of(),
                        java.util.List.of(),
                        java.util.List.of()));

        assertThat(running.isRunningAs(1)).isTrue();
        assertThat(running.isRunningAs(2)).as("a later run of the same id").isFalse();
        Instance instance = Instance.expected(CHILD, Driver.BEGIN).begin("parcel", Driver.BEGIN);
        Instance failed = instance.closed(new Closing.Failed("broken"), Driver.BEGIN);
        RunEnd end = end(failed);
        assertThat(running.after(end).isRunningAs(1)).isFalse();
        assertThat(running.end(end)).contains(new Mail.End(ASKER, CHILD, "{\"failed\":\"FAILED: broken\"}"));
        assertThat(asked(ChildRequest.WhenParentEnds.CANCEL)
                        .started(new Verdict.Running(1))
                        .isRunningAs(1))
                .as("someone else's")
                .isFalse();
    }

    private static RunEnd end(Instance after) {
        return RunEnd.of(after, java.util.List.of(new Command.CancelAllTimers()))
                .get(0);
    }

    @Test
    void a_run_that_follows_a_failed_one_is_the_child_and_one_in_its_place_is_not() {
        Child running = asked(ChildRequest.WhenParentEnds.CANCEL)
                .started(new Verdict.Taken(
                        Instance.expected(CHILD, Driver.BEGIN).begin("parcel", Driver.BEGIN),
                        java.util.List.of(),
                        java.util.List.of(),
                        java.util.List.of(),
                        java.util.List.of()));
        Instance other = Instance.expected(CHILD, Driver.BEGIN)
                .begin("parcel", Driver.BEGIN)
                .closed(new Closing.Failed("broken"), Driver.BEGIN)
                .begin("parcel", Driver.BEGIN);
        Life.Chain chain = new Life.Chain(1, 3, Optional.empty(), Optional.empty(), Optional.of("broken"));
        Instance next = other.with(new Life(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(chain),
                Optional.empty(),
                Optional.empty(),
                Map.of()));

        assertThat(end(next).run()).isEqualTo(1);
        assertThat(running.after(end(next)).isRunningAs(2)).isTrue();
        assertThat(running.end(end(next))).isEmpty();
        assertThat(running.after(end(other)).isOpen()).isFalse();
        assertThat(running.end(end(other)))
                .contains(new Mail.End(ASKER, CHILD, "{\"failed\":\"TERMINATED: another start took its place\"}"));
    }

    static Stream<Mail> mail() {
        return Stream.of(
                new Mail.Signal(
                        new Request.Signal(
                                CHILD,
                                "go",
                                Optional.of("{\"a\":[1]}"),
                                new SignalId("s"),
                                Optional.of(new Request.StartWith("parcel", Optional.of("\"x\""))),
                                Optional.of(Duration.ofHours(1))),
                        Optional.of(ASKER)),
                new Mail.Signal(
                        new Request.Signal(
                                CHILD, "go", Optional.empty(), new SignalId("s"), Optional.empty(), Optional.empty()),
                        Optional.empty()),
                new Mail.Answer(ASKER, "go", "{\"failed\":\"CLOSED: over\"}"),
                asked(ChildRequest.WhenParentEnds.CANCEL).start(Optional.of("5")),
                asked(ChildRequest.WhenParentEnds.CANCEL).start(Optional.empty()),
                asked(ChildRequest.WhenParentEnds.CANCEL).leftBehind().orElseThrow(),
                asked(ChildRequest.WhenParentEnds.TERMINATE).leftBehind().orElseThrow(),
                new Mail.End(ASKER, CHILD, "{\"completed\":null}"));
    }

    @ParameterizedTest
    @MethodSource("mail")
    void mail_is_kept_as_text(Mail mail) {
        assertThat(Mail.read(mail.kind(), mail.write())).isEqualTo(mail);
    }

    @Test
    void an_abandoned_child_is_told_nothing() {
        assertThat(asked(ChildRequest.WhenParentEnds.ABANDON).leftBehind()).isEmpty();
    }
}
