package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.client.Reason;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.LineTimer;

/** Runs that are paused: what comes is accepted in order, and nothing is handled. */
class PauseTest {

    private static final Motive MAINTENANCE = new Motive(Optional.of("anna"), Optional.of("maintenance"));

    private final Driver parcel = new Driver(
            Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new), Settings.DEFAULT);

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
        Parcel.handler = (p, wf) -> null;
        Parcel.broken = p -> false;
    }

    private void start(Parcel.Plan main) {
        Parcel.main = main;
        parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
    }

    private Verdict pause() {
        return parcel.react(new Request.Pause(ID, MAINTENANCE));
    }

    private void endPause() {
        parcel.react(new Request.EndPause(ID, Motive.NONE));
    }

    private void done(long sequence, int ordinal) {
        parcel.react(
                new Request.ActivityDone(new ActivityKey(ID, sequence, ordinal), "Carrier.x", "{\"completed\":\"x\"}"));
    }

    @Test
    void signals_timers_and_outcomes_wait_in_their_order() {
        start((p, wf) -> {
            wf.after(Duration.ofHours(1), "reminder");
            p.log.add(wf.activity(Parcel.Carrier.class).carry("tea"));
            wf.await(() -> p.go);
            return null;
        });

        pause();
        parcel.signal("note", "one");
        parcel.react(new Request.TimerDue(ID, "reminder", BEGIN, Optional.empty()));
        done(1, 1);
        parcel.signal("note", "two");

        assertThat(parcel.state()).contains("\"log\":[]");
        assertThat(parcel.instance().waiting()).isEqualTo(4);
        assertThat(parcel.instance().isUnfinished()).isFalse();
        endPause();
        assertThat(parcel.instance().isUnfinished()).isTrue();
        parcel.resumeAll();
        assertThat(parcel.state()).contains("\"log\":[\"one\",\"reminder\",\"x\",\"two\"]");
    }

    @Test
    void since_when_by_whom_and_why_is_known_and_written_into_the_instances_row() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });

        pause();

        assertThat(parcel.instance().status()).isEqualTo(Status.PAUSED);
        assertThat(parcel.instance().life().pause()).contains(new Pause(BEGIN, MAINTENANCE));
        Life life = parcel.instance().life();
        assertThat(life.write().map(Life::read)).contains(life);
        endPause();
        assertThat(parcel.instance().life().write()).isEmpty();
        assertThat(parcel.entries(Entry.State.HANDLED))
                .extracting(e -> e.event().kind())
                .containsExactly(Event.Kind.PAUSE, Event.Kind.RESUME);
    }

    @Test
    void to_pause_twice_and_to_resume_what_runs_has_no_effect() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });

        endPause();
        pause();
        pause();

        assertThat(parcel.instance().sequence()).isEqualTo(2);
        parcel.react(new Request.Terminate(ID, Motive.NONE));
        assertThat(parcel.instance().life()).isEqualTo(Life.PLAIN);
        assertThat(((Verdict.Refused) pause()).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void what_comes_to_a_handler_that_waits_is_kept_for_it_and_brings_it_on_first() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });
        Parcel.handler = (p, wf) -> p.log.add(wf.activity(Parcel.Carrier.class).carry("tea"));
        parcel.signal("handle");

        pause();
        parcel.signal("note", "later");
        done(2, 1);
        assertThat(parcel.state()).contains("\"log\":[]");
        assertThat(parcel.instance().due()).hasValue(5);
        endPause();
        parcel.resumeAll();

        assertThat(parcel.state()).contains("\"log\":[\"x\",\"later\"]");
        assertThat(parcel.entries(Entry.State.WAITING)).isEmpty();
        assertThat(parcel.lines).hasSize(1);
    }

    @Test
    void a_parked_instance_is_not_tried_while_it_is_paused() {
        start((p, wf) -> {
            wf.await(() -> p.go);
            return null;
        });
        Parcel.broken = p -> true;
        parcel.signal("note", "poison");

        pause();
        assertThat(parcel.instance().parking()).isPresent();
        assertThat(parcel.instance().isUnfinished()).isFalse();
        Parcel.broken = p -> false;
        endPause();
        assertThat(parcel.instance().isUnfinished()).isTrue();
        assertThat(parcel.instance().parking().flatMap(Parking::retryAt))
                .as("nobody else remembers when: while it is paused its row is not to be woken")
                .contains(parcel.now);
        parcel.resumeAll();

        assertThat(parcel.state()).contains("poison");
    }

    @Test
    void a_paused_run_that_is_cancelled_cleans_up_when_it_is_resumed() {
        start((p, wf) -> {
            wf.sleep(Duration.ofDays(1));
            return null;
        });

        pause();
        parcel.react(new Request.Cancel(ID, Motive.NONE));
        assertThat(parcel.instance().status()).isEqualTo(Status.PAUSED);
        endPause();
        parcel.resumeAll();

        assertThat(parcel.instance().status()).isEqualTo(Status.CANCELLED);
        assertThat(parcel.entries(Entry.State.WAITING)).isEmpty();
    }

    @Test
    void time_that_is_up_does_not_overtake_what_came_before() {
        start((p, wf) -> {
            p.log.add(wf.await(Duration.ofHours(1), () -> p.go) ? "in time" : "too late");
            return null;
        });

        pause();
        parcel.signal("go");
        parcel.now = BEGIN.plus(Duration.ofHours(2));
        String timer = parcel.instance().lines().get(0).awaited().number() == 1 ? "#1.1" : "";
        assertThat(LineTimer.isOne(timer)).isTrue();
        parcel.react(new Request.TimerDue(ID, timer, parcel.now, Optional.empty()));
        endPause();
        parcel.resumeAll();

        assertThat(parcel.state()).contains("in time");
    }
}
