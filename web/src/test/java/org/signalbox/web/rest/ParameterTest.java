package org.signalbox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.signalbox.core.machine.Status;

class ParameterTest {

    @Test
    void what_is_not_given_has_its_standard() {
        assertThat(Parameter.limit(null)).isEqualTo(50);
        assertThat(Parameter.text("type", "")).isEmpty();
        assertThat(Parameter.flag("parked", null)).isFalse();
    }

    @Test
    void a_number_outside_its_bounds_is_brought_inside() {
        assertThat(Parameter.limit("100000")).isEqualTo(500);
        assertThat(Parameter.limit("-1")).isEqualTo(1);
    }

    @Test
    void a_wrong_value_is_answered_with_parameter_value_and_what_is_allowed() {
        assertThatThrownBy(() -> Parameter.status("OPEN"))
                .hasMessage("Parameter 'status' is 'OPEN'; give one of [RUNNING, PAUSED, COMPLETED, FAILED, CANCELLED,"
                        + " TERMINATED, TIMED_OUT].");
        assertThatThrownBy(() -> Parameter.limit("ten"))
                .hasMessage("Parameter 'limit' is 'ten'; give a whole number from 1 to 500.");
        assertThatThrownBy(() -> Parameter.flag("parked", "yes"))
                .hasMessage("Parameter 'parked' is 'yes'; give true or false.");
    }

    @Test
    void a_status_may_be_written_small() {
        assertThat(Parameter.status("running")).contains(Status.RUNNING);
    }

    @Test
    void a_hostile_value_is_shown_short_and_without_control_characters() {
        assertThatThrownBy(() -> Parameter.text("type", "a\u0000" + "b".repeat(5000)))
                .hasMessageContaining("'a?bbb")
                .hasMessageNotContaining("b".repeat(200));
    }

    @Test
    void an_id_that_is_none_is_malformed() {
        assertThatThrownBy(() -> Parameter.workflowId(" x"))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.problem().status()).isEqualTo(400));
    }

    @Test
    void a_parameter_that_the_call_does_not_have_is_refused() {
        assertThat(ParameterFilter.complaint(Map.of("state", List.of("RUNNING")), Set.of("status")))
                .contains("There is no parameter 'state'; this call has [status].");
        assertThat(ParameterFilter.complaint(Map.of("status", List.of("RUNNING", "FAILED")), Set.of("status")))
                .contains("Parameter 'status' is given 2 times; give it once.");
        assertThat(ParameterFilter.complaint(Map.of("status", List.of("RUNNING")), Set.of("status")))
                .isEmpty();
    }
}
