package org.signalbox.core.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivityOutcomeTest {

    static class Speechless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void a_failure_is_told_with_all_that_is_behind_it() {
        Exception cause = new IllegalStateException("outer", new IllegalArgumentException("inner\0"));

        assertThat(ActivityOutcome.Failed.of(cause, true).failure())
                .isEqualTo("java.lang.IllegalStateException: outer\n"
                        + "caused by java.lang.IllegalArgumentException: inner\uFFFD");
    }

    @Test
    void a_failure_that_can_not_tell_of_itself_is_told_by_its_class() {
        assertThat(ActivityOutcome.Failed.of(new Speechless(), true).failure())
                .startsWith(Speechless.class.getName() + ", whose own text can't be told");
        assertThat(ActivityOutcome.Failed.of(new IllegalStateException("outer", new Speechless()), true)
                        .failure())
                .endsWith("caused by " + Speechless.class.getName() + ", whose own text can't be told: "
                        + IllegalStateException.class.getName());
    }

    @Test
    void causes_that_form_a_circle_are_told_once() {
        Exception first = new IllegalStateException("a");
        first.initCause(new IllegalStateException("b", first));

        assertThat(ActivityOutcome.Failed.of(first, true).failure())
                .isEqualTo("java.lang.IllegalStateException: a\ncaused by java.lang.IllegalStateException: b");
    }
}
