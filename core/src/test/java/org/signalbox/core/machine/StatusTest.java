package org.signalbox.core.machine;

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

class StatusTest {

    private static final Path DRAWING = Path.of("..", "docs", "states", "instance.puml");

    /** {@code -Dsignalbox.draw=true} draws it anew. */
    @Test
    void the_drawing_shows_the_table() throws IOException {
        if (Boolean.getBoolean("signalbox.draw")) {
            Files.writeString(DRAWING, drawing());
        }

        assertThat(DRAWING).content().isEqualTo(drawing());
    }

    @Test
    void every_transition_is_visited_and_no_other() {
        Driver account = new Driver(Settings.DEFAULT);
        account.start("Anna");
        account.signal("closeWith", "thanks");
        account.start("Anna");
        account.signal("bankrupt");
        account.start("Anna");
        account.react(new Request.Cancel(Driver.ID, Motive.NONE));
        account.start("Anna");
        account.react(new Request.Terminate(Driver.ID, Motive.NONE));
        account.start("Anna");
        pause(account);
        account.react(new Request.EndPause(Driver.ID, Motive.NONE));
        pause(account);
        account.react(new Request.Cancel(Driver.ID, Motive.NONE));
        account.start("Anna");
        pause(account);
        account.react(new Request.Terminate(Driver.ID, Motive.NONE));
        account.start("Anna");
        account.react(new Request.TimerDue(Driver.ID, RunTimer.RUN.timer(), account.now, Optional.empty()));
        account.start("Anna");

        Set<Driver.Step> table = Status.TRANSITIONS.entrySet().stream()
                .flatMap(from -> from.getValue().values().stream().map(to -> new Driver.Step(from.getKey(), to)))
                .collect(Collectors.toSet());
        assertThat(account.steps).containsExactlyInAnyOrderElementsOf(table);
    }

    private static void pause(Driver account) {
        account.react(new Request.Pause(Driver.ID, Motive.NONE));
    }

    @Test
    void what_is_not_in_the_table_is_illegal() {
        for (Status status : Status.values()) {
            for (Status.Move move : Status.Move.values()) {
                if (!Status.TRANSITIONS.getOrDefault(status, Map.of()).containsKey(move)) {
                    assertThatIllegalStateException().isThrownBy(() -> status.after(move));
                }
            }
        }
    }

    private static String drawing() {
        Set<String> arrows = new TreeSet<>();
        Status.TRANSITIONS.forEach(
                (from, moves) -> moves.forEach((move, to) -> arrows.add(from + " --> " + to + " : " + move)));
        return "@startuml\n' Drawn by StatusTest from Status.TRANSITIONS.\ntitle An instance\n[*] --> EXPECTED\n"
                + String.join("\n", arrows) + "\n@enduml\n";
    }
}
