package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.client.Refused;
import org.signalbox.client.Schedule;
import org.signalbox.client.Schedule.Overlap;
import org.signalbox.client.ScheduleCalendar;
import org.signalbox.client.ScheduleClient;
import org.signalbox.client.ScheduleState;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.StartRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

@ExtendWith(JournalOnFailure.class)
class SchedulesTest {

    /** Takes as long as it is told to. */
    @Workflow("report")
    static class Report {
        @Run
        void make(Duration time, WorkflowContext wf) {
            wf.sleep(time);
        }
    }

    @Workflow("log")
    static class Log {
        private final List<Instant> times = new ArrayList<>();

        @Signal
        void tick(WorkflowContext wf) {
            times.add(wf.now());
        }

        @Query
        List<Instant> times() {
            return times;
        }
    }

    private static final WorkflowId R = new WorkflowId("R");
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");

    private final TestKit kit = TestKit.of(Report.class, Log.class);
    private final ScheduleClient schedules = kit.schedules();

    private static Schedule ticks(Duration rhythm) {
        return Schedule.every("ticks", rhythm)
                .sending(SignalRequest.of("L", "tick").starting("log"));
    }

    private static Schedule reports(Duration time) {
        return Schedule.every("reports", Duration.ofHours(1))
                .starting(StartRequest.of("report", "R").with(time));
    }

    private ScheduleState state(String id) {
        return schedules.find(id).orElseThrow();
    }

    private List<?> ticks() {
        return kit.query(new WorkflowId("L"), "times", List.class);
    }

    @Test
    void a_signal_is_sent_at_its_times_of_the_calendar_whatever_the_clocks_do() {
        Schedule everyMorning = Schedule.at(
                        "ticks", ScheduleCalendar.MIDNIGHT.hour("7").timezone("Europe/Berlin"))
                .from(Instant.parse("2025-03-29T00:00:00Z"))
                .until(Instant.parse("2025-03-31T00:00:00Z"))
                .sending(SignalRequest.of("L", "tick").starting("log"));
        assertThat(schedules.define(everyMorning)).isTrue();
        assertThat(schedules.define(everyMorning)).isFalse();

        kit.advance(Duration.ofDays(365));

        assertThat(ticks()).hasToString("[2025-03-29T06:00:00Z, 2025-03-30T05:00:00Z]");
        assertThat(state("ticks").next()).isEmpty();
        assertThat(state("ticks").done()).isEqualTo(2);
    }

    /** Due at 1:00 … 5:00; each takes two and a half hours unless it is ended. */
    @ParameterizedTest
    @CsvSource({
        "SKIP,            2, 3, 0",
        "BUFFER_ONE,      2, 2, 1",
        "BUFFER_ALL,      2, 0, 3",
        "CANCEL_OTHER,    5, 0, 0",
        "TERMINATE_OTHER, 5, 0, 0"
    })
    void what_happens_while_an_instance_still_runs_is_as_the_schedule_says(
            Overlap overlap, long done, long skipped, int pending) {
        schedules.define(reports(Duration.ofMinutes(150)).overlapping(overlap));

        kit.advance(Duration.ofMinutes(310));

        ScheduleState state = state("reports");
        assertThat(List.of(state.done(), state.skipped(), (long) state.pending().size()))
                .containsExactly(done, skipped, (long) pending);
        assertThat(kit.instance(R)).get().extracting(Instance::status).isEqualTo(Status.RUNNING);
    }

    @Test
    void instances_that_may_overlap_have_ids_of_their_own() {
        schedules.define(reports(Duration.ofDays(1)).overlapping(Overlap.ALLOW));

        kit.advance(Duration.ofMinutes(150));

        assertThat(kit.instance(new WorkflowId("R 2025-01-01T01:00:00Z"))).isPresent();
        assertThat(kit.instance(new WorkflowId("R 2025-01-01T02:00:00Z"))).isPresent();
    }

    @Test
    void a_paused_one_drops_what_comes_due_and_can_be_triggered_nevertheless() {
        schedules.define(ticks(Duration.ofHours(1)));
        schedules.pause("ticks");
        kit.advance(Duration.ofHours(3));
        assertThat(state("ticks").done()).isZero();

        schedules.trigger("ticks");
        schedules.trigger("ticks");
        assertThat(ticks()).as("one due time, one signal").hasSize(1);
        schedules.resume("ticks");
        kit.advance(Duration.ofHours(1));

        assertThat(ticks()).hasSize(2);
        assertThat(schedules.list("", 10)).extracting(ScheduleState::id).containsExactly("ticks");
    }

    @Test
    void what_is_filled_back_is_sent_once_per_due_time() {
        schedules.define(ticks(Duration.ofHours(1)));
        kit.advance(Duration.ofHours(2));

        schedules.backfill("ticks", BEGIN.minus(Duration.ofHours(3)), BEGIN.plus(Duration.ofHours(2)));

        assertThat(ticks()).hasSize(6);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.backfill("ticks", BEGIN.minus(Duration.ofDays(365)), BEGIN))
                .withMessageContaining("more than 1000 due times");
    }

    @Test
    void what_can_not_be_carried_out_is_told_and_not_repeated() {
        schedules.define(Schedule.every("lost", Duration.ofHours(1))
                .sending(SignalRequest.of("nobody", "tick").with("x")));

        kit.advance(Duration.ofHours(2));

        assertThat(state("lost").trouble()).get().asString().contains("There is no instance 'nobody'");
        assertThat(kit.undeliverable()).hasSize(2);
    }

    @Test
    void a_deleted_one_does_nothing_any_more() {
        schedules.define(ticks(Duration.ofHours(1)));
        kit.advance(Duration.ofHours(1));

        assertThat(schedules.delete("ticks")).isTrue();
        kit.advance(Duration.ofDays(1));

        assertThat(ticks()).hasSize(1);
        assertThat(schedules.delete("ticks")).isFalse();
        assertThat(schedules.pause("ticks")).isEmpty();
    }

    @Test
    void what_never_comes_is_refused_and_what_is_over_may_be_defined_again() {
        Schedule once = ticks(Duration.ofHours(1)).until(BEGIN.plus(Duration.ofHours(2)));
        schedules.define(once);
        kit.advance(Duration.ofDays(1));

        assertThat(schedules.define(once)).isFalse();
        assertThat(ticks()).hasSize(2);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.define(once.until(BEGIN.plus(Duration.ofHours(3)))))
                .withMessageContaining("never comes");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.define(ticks(Duration.ofSeconds(Long.MAX_VALUE))))
                .withMessageContaining("'every' must be longer than nothing and at most a hundred years");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.backfill("ticks", Instant.MIN, Instant.MAX))
                .withMessageContaining("'from' must lie in the years 1970 to 9999");
    }

    @Test
    void what_can_be_no_schedule_is_refused() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.define(Schedule.every("x", Duration.ofHours(1))))
                .withMessage("A schedule has either 'start' or 'signal'.");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.define(Schedule.at("x", ScheduleCalendar.MIDNIGHT.month("13"))
                        .starting(StartRequest.of("report", "R"))))
                .withMessageContaining("13");
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every("x".repeat(101), Duration.ofHours(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.every("x", Duration.ofHours(1))
                        .starting(StartRequest.of("report", "R").under(StartOptions.NONE.maxAttempts(3))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.every("x", Duration.ofHours(1))
                        .sending(SignalRequest.of("L", "tick").identifiedBy("mine")));
    }
}
