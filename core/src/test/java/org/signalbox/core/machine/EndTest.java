package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.client.Reason;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;
import org.signalbox.workflow.Cancelled;

/** Runs that somebody ends: whom a request to cancel reaches, and what a termination leaves. */
class EndTest {

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

    private void handle(Parcel.Plan handler) {
        Parcel.handler = handler;
        parcel.signal("handle");
    }

    private Verdict cancel() {
        return parcel.react(new Request.Cancel(ID, Motive.of("no need")));
    }

    private Verdict terminate() {
        return parcel.react(new Request.Terminate(ID, new Motive(Optional.of("anna"), Optional.of("stuck"))));
    }

    private void done(long sequence, int ordinal) {
        parcel.react(
                new Request.ActivityDone(new ActivityKey(ID, sequence, ordinal), "Carrier.x", "{\"completed\":\"x\"}"));
    }

    private Status status() {
        return parcel.instance().status();
    }

    private static Parcel.Plan waiting(String name) {
        return (p, wf) -> {
            try {
                wf.sleep(Duration.ofDays(30));
            } catch (Cancelled e) {
                p.log.add(name + " cancelled");
                throw e;
            }
            return null;
        };
    }

    @Test
    void a_request_to_cancel_reaches_the_handler_that_waits_and_then_the_main_line() {
        start(waiting("main"));
        handle(waiting("handler"));
        parcel.signal("note", "behind");

        cancel();

        assertThat(parcel.state()).contains("\"log\":[\"handler cancelled\",\"main cancelled\"]");
        assertThat(status()).isEqualTo(Status.CANCELLED);
        assertThat(parcel.lines).isEmpty();
        parcel.resumeAll();
        assertThat(parcel.rejections).extracting(Verdict.Rejection::reason).containsExactly(Reason.CLOSED);
        assertThat(parcel.entries(Entry.State.OPEN)).isEmpty();
    }

    @Test
    void while_a_handler_cleans_up_the_main_line_waits_for_its_turn_to_be_told() {
        start(waiting("main"));
        handle((p, wf) -> {
            try {
                wf.sleep(Duration.ofDays(30));
            } catch (Cancelled e) {
                p.log.add("put back " + wf.activity(Parcel.Carrier.class).carry("tea"));
            }
            return null;
        });

        cancel();
        assertThat(parcel.state()).contains("\"log\":[]");
        assertThat(status()).isEqualTo(Status.RUNNING);
        done(2, 1);

        assertThat(parcel.state()).contains("\"log\":[\"put back x\",\"main cancelled\"]");
        assertThat(status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void without_a_main_line_the_run_ends_when_the_handler_has_cleaned_up() {
        Driver jobs = new Driver(
                Catalog.of(List.of(Jobs.class), List.of(Parcel.Carrier.class), c -> Jobs::new), Settings.DEFAULT);
        jobs.react(new Request.Start(ID, "jobs", Optional.empty()));
        jobs.signal("work");

        jobs.react(new Request.Cancel(ID, Motive.NONE));
        assertThat(jobs.instance().status()).isEqualTo(Status.RUNNING);
        jobs.react(new Request.ActivityDone(new ActivityKey(ID, 2, 1), "Carrier.carry", "{\"completed\":\"x\"}"));

        assertThat(jobs.instance().status()).isEqualTo(Status.CANCELLED);
        assertThat(jobs.state()).contains("\"cleaned\":true");
    }

    @Test
    void a_main_line_that_cleans_up_is_not_kept_from_it_by_what_is_parked_in_the_inbox() {
        start((p, wf) -> {
            try {
                wf.await(() -> false);
            } catch (Cancelled e) {
                p.log.add(wf.activity(Parcel.Carrier.class).carry("back"));
                throw e;
            }
            return null;
        });
        Parcel.broken = p -> true;
        parcel.signal("note", "poison");
        assertThat(parcel.instance().parking()).isPresent();

        cancel();
        assertThat(parcel.instance().parking()).as("nobody has repaired it").isPresent();
        done(3, 1);
        done(1, 1);

        assertThat(status()).isEqualTo(Status.CANCELLED);
        assertThat(parcel.state()).contains("\"log\":[\"x\"]");
        assertThat(parcel.instance().parking()).isEmpty();
        assertThat(parcel.instance().isUnfinished()).isTrue();
        parcel.resumeAll();
        assertThat(parcel.rejections).hasSize(1);
    }

    @Test
    void a_parked_handler_can_be_cancelled_where_it_waits_even_if_what_follows_fails() {
        start(waiting("main"));
        handle((p, wf) -> {
            wf.activity(Parcel.Carrier.class).carry("tea");
            throw new IllegalStateException("a bug");
        });
        done(2, 1);
        assertThat(parcel.instance().due()).hasValue(3);
        assertThat(parcel.instance().parking()).isPresent();

        cancel();
        assertThat(parcel.instance().isUnfinished()).isTrue();
        assertThat(parcel.instance().parking()).as("tried again at once").isEmpty();
        parcel.resume();

        assertThat(parcel.state()).contains("\"log\":[\"main cancelled\"]");
        assertThat(status()).isEqualTo(Status.CANCELLED);
        assertThat(parcel.entries(Entry.State.WAITING)).isEmpty();
    }

    @Test
    void a_run_whose_clean_up_fails_is_parked_and_goes_on_with_cleaning_up() {
        start((p, wf) -> {
            try {
                wf.await(() -> false);
            } catch (Cancelled e) {
                if (Parcel.broken.apply(p)) {
                    throw new IllegalStateException("can't clean up", e);
                }
                p.log.add("clean");
                throw e;
            }
            return null;
        });
        Parcel.broken = p -> true;

        cancel();
        assertThat(parcel.instance().parking()).isPresent();
        assertThat(parcel.instance().due()).hasValue(2);
        parcel.signal("go");
        assertThat(parcel.entry(3).state()).as("behind it").isEqualTo(Entry.State.WAITING);
        Parcel.broken = p -> false;
        parcel.resume();

        assertThat(status()).isEqualTo(Status.CANCELLED);
        assertThat(parcel.state()).contains("clean");
    }

    @Test
    void a_run_that_has_not_begun_because_its_start_fails_is_cancelled_at_once() {
        start((p, wf) -> {
            throw new IllegalStateException("not ready");
        });
        assertThat(parcel.instance().parking()).isPresent();

        cancel();

        assertThat(status()).isEqualTo(Status.CANCELLED);
        parcel.resumeAll();
        assertThat(parcel.entry(1).state()).isEqualTo(Entry.State.HANDLED);
        assertThat(parcel.entry(2).event().payload())
                .hasValueSatisfying(p -> assertThat(p).contains("no need"));
    }

    @Test
    void a_termination_asks_nobody_and_drops_lines_timers_and_activities() {
        start(waiting("main"));
        handle((p, wf) -> wf.activity(Parcel.Carrier.class).carry("tea"));
        parcel.signal("note", "behind");
        parcel.commands.clear();

        terminate();

        assertThat(status()).isEqualTo(Status.TERMINATED);
        assertThat(parcel.instance().failure()).contains("stuck (by anna)");
        assertThat(parcel.lines).isEmpty();
        assertThat(parcel.commands).containsExactly(new Command.DropActivities(1), new Command.CancelAllTimers());
        assertThat(parcel.entry(4).state()).isEqualTo(Entry.State.HANDLED);
        assertThat(parcel.entry(4).decided()).containsExactly("no activities", "no timers");
        parcel.resumeAll();
        assertThat(parcel.entry(3).state()).isEqualTo(Entry.State.REJECTED);
        assertThat(parcel.entries(Entry.State.OPEN)).isEmpty();
        assertThat(((Verdict.Refused) terminate()).reason()).isEqualTo(Reason.CLOSED);
    }

    @Test
    void a_parked_handler_that_is_terminated_leaves_nothing_behind_that_waits() {
        start(waiting("main"));
        handle((p, wf) -> {
            wf.activity(Parcel.Carrier.class).carry("tea");
            throw new IllegalStateException("a bug");
        });
        done(2, 1);
        assertThat(parcel.instance().due()).hasValue(3);

        terminate();

        assertThat(parcel.entries(Entry.State.WAITING)).isEmpty();
        assertThat(parcel.instance().isUnfinished()).isFalse();
        assertThat(parcel.instance().parking()).isEmpty();
    }

    @Test
    void a_run_can_be_terminated_although_its_workflow_is_gone() {
        start(waiting("main"));
        Driver other = new Driver(Settings.DEFAULT);
        other.instance = parcel.instance;
        other.journal.putAll(parcel.journal);
        other.lines.putAll(parcel.lines);

        other.react(new Request.Terminate(ID, Motive.NONE));

        assertThat(other.instance().status()).isEqualTo(Status.TERMINATED);
        assertThat(other.instance().failure()).contains("no reason given");
    }

    @Test
    void who_was_to_be_cancelled_is_told_by_the_instances_row() {
        start((p, wf) -> {
            try {
                wf.await(() -> false);
            } catch (Cancelled e) {
                wf.sleep(Duration.ofDays(1));
            }
            return null;
        });
        cancel();

        List<OpenLine> lines = parcel.instance().lines();

        assertThat(lines).extracting(OpenLine::cancel).containsExactly(Optional.of(OpenLine.Cancel.TOLD));
        assertThat(OpenLine.read(OpenLine.write(lines))).isEqualTo(lines);
    }
}
