package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Step;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.WorkflowContext;

/** What a line asks of other instances: what is recorded of it, and what is refused. */
class CalledTest {

    private static final ActivityKey FIRST = new ActivityKey(ID, 1, 1);

    private final Driver parcel = new Driver(
            Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new), Settings.DEFAULT);

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
    }

    private void start(Parcel.Plan main) {
        Parcel.main = main;
        parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
    }

    private static SignalRequest go() {
        return SignalRequest.of("other", "go");
    }

    private static ChildRequest<Integer> child() {
        return ChildRequest.of("other", Integer.class);
    }

    private String error() {
        return parcel.instance().parking().map(Parking::error).orElse("not parked");
    }

    private static Object sendThenSignal(Parcel p, WorkflowContext wf) {
        wf.send(go());
        return wf.signal(go()).outcome();
    }

    @Test
    void what_is_asked_of_others_is_counted_together_with_activities() {
        start((p, wf) -> {
            wf.background(Parcel.Carrier.class).tell("x");
            wf.send(go());
            wf.promise(() -> wf.child(child()));
            return wf.signal(go());
        });

        assertThat(parcel.commands)
                .extracting(Command::describe)
                .containsExactly(
                        "activity Carrier.tell #1.1",
                        "signal go to other #1.2",
                        "child other A-1#1.3 #1.3",
                        "signal go to other #1.4");
        assertThat(Optional.ofNullable(parcel.lines.get(1L)).orElseThrow().steps())
                .containsExactly(
                        new Step.Asked("background Carrier.tell"),
                        new Step.Asked("send go"),
                        new Step.Called("child other"),
                        new Step.Called("signal go"));
        assertThat(parcel.instance().lines().get(0).awaited().running()).containsExactly(3, 4);
    }

    @Test
    void a_child_in_place_of_a_signal_is_a_divergence() {
        start(CalledTest::sendThenSignal);
        Parcel.main = (p, wf) -> {
            wf.send(go());
            return wf.child(child());
        };
        parcel.react(new Request.SignalDone(new ActivityKey(ID, 1, 2), "go", "{\"failed\":\"CLOSED: over\"}"));

        assertThat(error()).contains("recorded step 2 is 'signal go', but the code now does: 'child other'");
        Parcel.main = CalledTest::sendThenSignal;
        parcel.resumeAll();
        assertThat(parcel.instance().failure()).contains("signal 'go' to 'other' was rejected, CLOSED: over");
    }

    @Test
    void a_signal_that_is_not_sent_any_more_is_a_divergence() {
        start(CalledTest::sendThenSignal);
        Parcel.main = (p, wf) -> wf.signal(go());
        parcel.react(new Request.SignalDone(new ActivityKey(ID, 1, 2), "go", "{\"failed\":\"CLOSED: over\"}"));

        assertThat(error()).contains("recorded step 1 is 'send go', but the code now does: 'signal go'");
    }

    @Test
    void a_failure_with_colons_in_its_text_is_told_whole() {
        start((p, wf) -> wf.child(child()));
        parcel.react(new Request.ChildDone(FIRST, new WorkflowId("C"), "{\"failed\":\"FAILED: a: b\"}"));

        assertThat(parcel.instance().failure()).contains("child 'A-1#1.1': FAILED: a: b");
    }

    @Test
    void what_nobody_could_take_is_refused_where_it_is_asked_for() {
        start((p, wf) -> {
            wf.send(SignalRequest.of("other", " "));
            return null;
        });
        assertThat(error()).contains("The signal name has 1 characters; give 1 to 200.");

        Parcel.main = (p, wf) -> {
            wf.send(go().heldFor(Duration.ZERO));
            return null;
        };
        parcel.resume();
        assertThat(error()).contains("holdFor must be longer than nothing and at most a hundred years, not PT0S.");

        Parcel.main = (p, wf) -> wf.child(ChildRequest.of("", Integer.class));
        parcel.resume();
        assertThat(error()).contains("The workflow name has 0 characters; give 1 to 200.");
    }

    @Test
    void identifiers_made_of_a_long_id_are_not_too_long() {
        ActivityKey key = new ActivityKey(new WorkflowId("x".repeat(200)), 1, 1);

        assertThat(key.asIdentifier()).hasSizeLessThanOrEqualTo(200);
        assertThat(key.asIdentifier()).isEqualTo(new ActivityKey(key.workflowId(), 1, 1).asIdentifier());
        assertThat(key.asIdentifier()).isNotEqualTo(new ActivityKey(key.workflowId(), 1, 2).asIdentifier());
    }
}
