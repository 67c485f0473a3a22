package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.client.IdConflict;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartOptions;
import org.signalbox.client.StartRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.Status;
import org.signalbox.workflow.ChildRequest.WhenCancelled;
import org.signalbox.workflow.ChildRequest.WhenParentEnds;

@ExtendWith(JournalOnFailure.class)
class FamilyTest {

    private static final WorkflowId ORDER = new WorkflowId("O-1");
    private static final WorkflowId PARCEL = new WorkflowId("O-1#1.1");

    private final TestKit kit = TestKit.of(Family.Order.class, Family.ParcelWay.class, Family.Guardian.class);

    private void start(Family.Plan plan) {
        kit.start("order", ORDER, plan);
    }

    private Status status(WorkflowId id) {
        return kit.instance(id).map(Instance::status).orElse(Status.EXPECTED);
    }

    private String result() {
        return kit.instance(ORDER).flatMap(Instance::result).orElse("still running");
    }

    @Test
    void a_parent_waits_for_the_result_of_its_child() {
        start(Family.Plan.of("one"));
        assertThat(status(PARCEL)).isEqualTo(Status.RUNNING);
        assertThat(kit.children(ORDER))
                .extracting(Child::workflowId, Child::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(PARCEL, Child.State.RUNNING));

        kit.advance(Duration.ofHours(1));

        assertThat(result()).isEqualTo("\"tea 1 is there\"");
        assertThat(kit.children(ORDER)).extracting(Child::state).containsExactly(Child.State.ENDED);
        assertThat(kit.journal(ORDER))
                .extracting(e -> e.event().kind() + " " + e.event().name())
                .containsExactly("START order", "CHILD O-1#1.1");
        assertThat(kit.journal(ORDER).get(0).decided()).containsExactly("child parcel O-1#1.1 #1.1");
        assertThat(kit.journal()).contains("child #1.1 parcel O-1#1.1 ENDED");
    }

    @Test
    void a_child_may_end_in_its_first_turn() {
        start(Family.Plan.of("one").hours(0));

        assertThat(result()).isEqualTo("\"tea 1 is there\"");
    }

    @Test
    void a_parent_is_told_that_another_start_took_the_place_of_its_child_however_long_that_one_runs() {
        for (int hours : List.of(0, 5)) {
            WorkflowId order = new WorkflowId("O-" + hours);
            kit.start("order", order, Family.Plan.of("one"));
            kit.start(StartRequest.of("parcel", order.value() + "#1.1")
                    .with(new Family.Parcel("other", hours))
                    .under(StartOptions.NONE.onConflict(IdConflict.TERMINATE_EXISTING)));

            assertThat(kit.instance(order).flatMap(Instance::result))
                    .as("%d hours", hours)
                    .hasValueSatisfying(
                            log -> assertThat(log).contains("TERMINATED O-" + hours, "another start took its place"));
            assertThat(kit.children(order)).extracting(Child::state).containsExactly(Child.State.ENDED);
        }
    }

    @Test
    void a_child_may_end_before_its_parent_waits_for_it() {
        start(Family.Plan.of("late"));
        kit.advance(Duration.ofDays(1));

        assertThat(result()).isEqualTo("\"true tea 1 is there\"");
    }

    @Test
    void thousands_of_children_are_waited_for_at_once() {
        start(Family.Plan.of("all").parcels(2000));
        kit.advance(Duration.ofHours(1));

        assertThat(result()).isEqualTo("2000");
    }

    @Test
    void a_child_that_fails_throws_where_it_is_waited_for() {
        guard(new Family.Guardian.Wish("parcel", "", new Family.Parcel("broken", 1)));

        assertThat(result()).isEqualTo("\"[FAILED]\"");
    }

    @Test
    void a_child_that_can_not_be_started_tells_why() {
        kit.start("parcel", new WorkflowId("taken"), new Family.Parcel("tea", 1));
        guard(
                new Family.Guardian.Wish("parcel", "taken", new Family.Parcel("tea", 1)),
                new Family.Guardian.Wish("no-such", "", 1),
                new Family.Guardian.Wish("parcel", "", "no parcel"),
                new Family.Guardian.Wish("guardian", "O-1", List.of()));

        assertThat(result()).isEqualTo("\"[ID_TAKEN, UNKNOWN_WORKFLOW, BAD_INPUT, ID_TAKEN]\"");
        assertThat(kit.children(ORDER)).extracting(Child::state).containsOnly(Child.State.NOT_STARTED);
        kit.advance(Duration.ofHours(1));
        assertThat(status(new WorkflowId("taken"))).isEqualTo(Status.COMPLETED);
        assertThat(kit.journal(ORDER)).as("is no parent of the other one").hasSize(5);
    }

    private void guard(Family.Guardian.Wish... wishes) {
        kit.start("guardian", ORDER, List.of(wishes));
    }

    @Test
    void a_handler_other_than_the_main_line_waits_for_a_child_too() {
        start(Family.Plan.of("late"));
        kit.signal(SignalRequest.of("O-1", "shipOne").with("P-9"));
        kit.signal(SignalRequest.of("O-1", "shipOne").with("P-9"));
        kit.advance(Duration.ofMinutes(90));
        assertThat(kit.query(ORDER, "log", String[].class)).containsExactly("one is there");
        kit.advance(Duration.ofMinutes(90));

        assertThat(kit.query(ORDER, "log", String[].class)).containsExactly("one is there", "one is there");
        assertThat(kit.instance(new WorkflowId("P-9")).map(Instance::run)).contains(2);
        kit.advance(Duration.ofDays(1));
        assertThat(result()).isEqualTo("\"true tea 1 is there\"");
    }

    @ParameterizedTest
    @CsvSource({"CANCEL, CANCELLED, back", "TERMINATE, TERMINATED, on its way", "ABANDON, COMPLETED, there"})
    void a_child_that_is_left_behind_ends_as_its_request_says(WhenParentEnds how, Status status, String where) {
        start(Family.Plan.of("leave").with(how));
        kit.advance(Duration.ofMinutes(30));
        assertThat(result()).isEqualTo("\"left false\"");

        kit.advance(Duration.ofHours(2));

        assertThat(status(PARCEL)).isEqualTo(status);
        assertThat(kit.query(PARCEL, "where", String.class)).isEqualTo(where);
        assertThat(kit.children(ORDER)).extracting(Child::state).containsExactly(Child.State.ENDED);
        assertThat(kit.journal(ORDER))
                .as("a run that is over is not told")
                .extracting(e -> e.event().kind())
                .doesNotContain(Event.Kind.CHILD);
    }

    @Test
    void a_parent_that_is_cancelled_waits_until_its_child_has_cleaned_up() {
        start(Family.Plan.of("one").hours(9));
        kit.advance(Duration.ofHours(2));
        kit.cancel(ORDER, "");
        assertThat(kit.instance(ORDER).orElseThrow().lines().get(0).cancel()).contains(OpenLine.Cancel.PASSED_ON);
        kit.advance(Duration.ofMinutes(59));
        kit.cancel(ORDER, "again");
        assertThat(status(ORDER)).isEqualTo(Status.RUNNING);

        kit.advance(Duration.ofMinutes(1));

        assertThat(status(PARCEL)).isEqualTo(Status.CANCELLED);
        assertThat(status(ORDER)).isEqualTo(Status.CANCELLED);
        assertThat(kit.query(ORDER, "log", String[].class)).containsExactly("cancelled at 2025-01-01T03:00:00Z");
    }

    @Test
    void a_request_to_cancel_waits_for_all_children_that_are_waited_for() {
        start(Family.Plan.of("all").parcels(100).hours(9));
        kit.cancel(ORDER, "");
        assertThat(status(ORDER)).isEqualTo(Status.RUNNING);

        kit.advance(Duration.ofHours(1));

        assertThat(status(ORDER)).isEqualTo(Status.CANCELLED);
        assertThat(kit.children(ORDER)).hasSize(100).extracting(Child::state).containsOnly(Child.State.ENDED);
    }

    @ParameterizedTest
    @CsvSource({"ASK, ABANDON, CANCELLED", "ABANDON, ABANDON, COMPLETED", "ABANDON, CANCEL, CANCELLED"})
    void a_parent_that_is_cancelled_need_not_wait(WhenCancelled how, WhenParentEnds end, Status child) {
        start(Family.Plan.of("one").hours(9).with(how).with(end));
        kit.cancel(ORDER, "");
        assertThat(status(ORDER)).isEqualTo(Status.CANCELLED);

        kit.advance(Duration.ofHours(9));

        assertThat(status(PARCEL)).isEqualTo(child);
    }

    @Test
    void the_end_of_a_child_does_not_concern_a_later_run_of_its_parent() {
        start(Family.Plan.of("leave").with(WhenParentEnds.ABANDON));
        kit.advance(Duration.ofMinutes(30));
        start(Family.Plan.of("late").hours(3));
        kit.advance(Duration.ofHours(2));

        assertThat(status(PARCEL)).isEqualTo(Status.COMPLETED);
        assertThat(kit.journal(ORDER))
                .extracting(e -> e.event().kind())
                .containsExactly(Event.Kind.START, Event.Kind.TIMER, Event.Kind.START);
        kit.advance(Duration.ofDays(1));
        assertThat(result()).isEqualTo("\"true tea 1 is there\"");
    }

    @Test
    void children_of_a_workflow_that_is_not_deployed_are_played_by_a_function() {
        TestKit alone = TestKit.of(Family.Guardian.class).children("parcel", Family.Parcel.class, parcel -> {
            if (parcel.content().equals("glass")) {
                throw new IllegalStateException("broken");
            }
            return parcel.content() + " at once";
        });
        alone.start(
                "guardian",
                ORDER,
                List.of(
                        new Family.Guardian.Wish("parcel", "", new Family.Parcel("tea", 9)),
                        new Family.Guardian.Wish("parcel", "", Map.of("content", "glass", "hours", 1))));

        assertThat(alone.instance(ORDER).flatMap(Instance::result)).contains("\"[tea at once, FAILED]\"");
        assertThat(alone.children(ORDER)).extracting(Child::state).containsOnly(Child.State.ENDED);
        assertThat(alone.instance(PARCEL)).isEqualTo(Optional.empty());
    }
}
