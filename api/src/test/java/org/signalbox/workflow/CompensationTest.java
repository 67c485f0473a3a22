package org.signalbox.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompensationTest {

    private final List<String> undone = new ArrayList<>();
    private final Compensation undo = new Compensation();

    @Test
    void the_last_is_undone_first_and_once() {
        undo.by(() -> undone.add("one"));
        undo.by(() -> undone.add("two"));

        undo.run();
        undo.run();

        assertThat(undone).containsExactly("two", "one");
    }

    @Test
    void a_step_that_fails_does_not_keep_others_from_being_undone() {
        undo.by(() -> {
            throw new IllegalArgumentException("first");
        });
        undo.by(() -> undone.add("one"));
        undo.by(() -> {
            throw new IllegalStateException("last");
        });

        assertThatIllegalStateException()
                .isThrownBy(undo::run)
                .withMessage("last")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(undone).containsExactly("one");
    }
}
