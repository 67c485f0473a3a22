package org.signalbox.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signalbox.core.activity.ActivityState.Move;

class ActivityStateTest {

    private static final Path DRAWING = Path.of("..", "docs", "states", "activity.puml");

    /** {@code -Dsignalbox.draw=true} draws it anew. */
    @Test
    void the_drawing_shows_the_table() throws IOException {
        if (Boolean.getBoolean("signalbox.draw")) {
            Files.writeString(DRAWING, drawing());
        }

        assertThat(DRAWING).content().isEqualTo(drawing());
    }

    @Test
    void an_activity_lives_from_its_schedule_to_its_outcome() {
        ActivityState retried =
                ActivityState.SCHEDULED.after(Move.ATTEMPT).after(Move.RETRY).after(Move.ATTEMPT);

        assertThat(retried.after(Move.COMPLETE)).isEqualTo(ActivityState.COMPLETED);
        assertThat(retried.after(Move.FAIL)).isEqualTo(ActivityState.FAILED);
    }

    @Test
    void what_is_not_in_the_table_is_illegal() {
        for (ActivityState state : ActivityState.values()) {
            for (Move move : Move.values()) {
                Optional<ActivityState> next = Optional.ofNullable(
                        ActivityState.TRANSITIONS.getOrDefault(state, Map.of()).get(move));
                if (next.isPresent()) {
                    assertThat(state.after(move)).isEqualTo(next.get());
                } else {
                    assertThatIllegalStateException().isThrownBy(() -> state.after(move));
                }
            }
        }
    }

    private static String drawing() {
        Set<String> arrows = new TreeSet<>();
        ActivityState.TRANSITIONS.forEach((from, moves) ->
                moves.forEach((move, to) -> arrows.add(from + " --> " + to + " : " + move + carried(move))));
        return "@startuml\n' Drawn by ActivityStateTest from ActivityState.TRANSITIONS: move / what is carried out"
                + " [time limits that hold then].\ntitle An activity\n"
                + "[*] --> SCHEDULED\n" + String.join("\n", arrows) + "\n@enduml\n";
    }

    private static String carried(Move move) {
        String actions = move.actions.stream().map(Enum::name).collect(Collectors.joining(", "));
        return (actions.isEmpty() ? "" : " / " + actions)
                + (move.limits.names.isEmpty() ? "" : " [" + move.limits.names + "]");
    }
}
