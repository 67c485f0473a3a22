package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.client.IdConflict;
import org.signalbox.client.IdReuse;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.StartOptions;
import org.signalbox.core.turn.Command;

/** Starts under conditions: what there is already, and when the run begins. */
class StartTest {

    private final Driver account = new Driver(Settings.DEFAULT);

    private Verdict start(StartOptions options) {
        return account.react(new Request.Start(ID, "account", Optional.of("\"Anna\""), Optional.empty(), options));
    }

    private Verdict signalWithStart(StartOptions options) {
        Request.Signal plain = account.signalRequest("book", Optional.of("\"with start\""));
        return account.react(new Request.Signal(
                ID,
                "book",
                plain.payload(),
                plain.signalId(),
                Optional.of(new Request.StartWith("account", Optional.of("\"Berta\""), options)),
                Optional.empty()));
    }

    private static StartOptions on(IdConflict conflict) {
        return StartOptions.NONE.onConflict(conflict);
    }

    private static void refused(Verdict verdict, Reason reason, String detail) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, r -> {
            assertThat(r.reason()).isEqualTo(reason);
            assertThat(r.detail()).contains(detail);
        });
    }

    @Test
    void an_id_is_used_again_only_as_the_start_allows() {
        start(StartOptions.NONE.reusing(IdReuse.REJECTED));
        account.signal("closeWith", "done");

        refused(start(StartOptions.NONE.reusing(IdReuse.REJECTED)), Reason.CLOSED, "not to be started again");
        refused(start(StartOptions.NONE.reusing(IdReuse.AFTER_FAILURE)), Reason.CLOSED, "COMPLETED");
        refused(signalWithStart(StartOptions.NONE.reusing(IdReuse.REJECTED)), Reason.CLOSED, "not to be started");
        start(StartOptions.NONE);
        account.signal("bankrupt");
        assertThat(start(StartOptions.NONE.reusing(IdReuse.AFTER_FAILURE))).isInstanceOf(Verdict.Taken.class);
        assertThat(account.instance().run()).isEqualTo(3);
    }

    @Test
    void a_running_instance_is_in_the_way_or_is_used_or_replaced() {
        start(StartOptions.NONE);
        account.signal("send");

        assertThat(start(StartOptions.NONE)).isEqualTo(new Verdict.Running(1));
        assertThat(start(on(IdConflict.USE_EXISTING))).isEqualTo(new Verdict.Running(1));
        account.commands.clear();
        start(on(IdConflict.TERMINATE_EXISTING));

        assertThat(account.instance().run()).isEqualTo(2);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\"]}");
        assertThat(account.commands)
                .startsWith(new Command.DropActivities(1), new Command.CancelAllTimers())
                .hasSize(3);
        assertThat(account.entries(Entry.State.HANDLED))
                .extracting(e -> e.event().kind())
                .endsWith(Event.Kind.TERMINATE, Event.Kind.START);
    }

    @Test
    void a_signal_with_start_uses_the_running_instance_or_replaces_it() {
        start(StartOptions.NONE);

        signalWithStart(StartOptions.NONE);
        assertThat(account.instance().run()).isEqualTo(1);
        signalWithStart(on(IdConflict.TERMINATE_EXISTING));

        assertThat(account.instance().run()).isEqualTo(2);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Berta\",\"with start\"]}");
        refused(signalWithStart(on(IdConflict.FAIL)), Reason.MALFORMED, "can't fail");
    }

    @Test
    void what_waited_for_a_replaced_run_is_not_for_the_new_one() {
        start(StartOptions.NONE);
        account.signal("book", "poison");
        account.signal("book", "behind");

        start(on(IdConflict.TERMINATE_EXISTING));
        account.resumeAll();

        assertThat(account.rejections).hasSize(2);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\"]}");
    }

    @Test
    void the_id_of_a_start_is_kept_with_its_event() {
        account.react(new Request.Start(
                ID, "account", Optional.of("\"Anna\""), Optional.of(new SignalId("start-1")), StartOptions.NONE));

        assertThat(account.entry(1).event().sentAs()).contains(new SignalId("start-1"));
    }

    @Test
    void a_delayed_run_begins_at_its_time_and_before_what_came_meanwhile() {
        start(StartOptions.NONE.delayedBy(Duration.ofHours(1)));
        account.signal("book", "early");

        assertThat(account.instance().status()).isEqualTo(Status.RUNNING);
        assertThat(account.instance().isUnfinished()).isFalse();
        assertThat(account.state()).isEmpty();
        assertThat(account.commands)
                .containsExactly(new Command.SetTimer("#begin", BEGIN.plus(Duration.ofHours(1)), Optional.empty()));
        Life life = account.instance().life();
        assertThat(life.write().map(Life::read)).contains(life);
        account.now = BEGIN.plus(Duration.ofHours(1));
        account.react(new Request.TimerDue(ID, "#begin", account.now, Optional.empty()));
        account.resumeAll();

        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"early\"]}");
        assertThat(account.instance().life()).isEqualTo(Life.PLAIN);
        assertThat(account.entries(Entry.State.WAITING)).isEmpty();
    }

    @Test
    void a_delayed_run_that_is_ended_before_leaves_nothing_that_waits() {
        for (Request end : List.of(new Request.Cancel(ID, Motive.NONE), new Request.Terminate(ID, Motive.NONE))) {
            start(StartOptions.NONE.delayedBy(Duration.ofHours(1)));

            account.react(end);

            assertThat(account.instance().status().isClosed()).isTrue();
            assertThat(account.instance().isUnfinished()).isFalse();
            assertThat(account.entries(Entry.State.WAITING)).isEmpty();
        }
    }

    @Test
    void a_delayed_run_whose_beginning_fails_is_parked_and_tried_again() {
        Account.broken = true;
        start(StartOptions.NONE.delayedBy(Duration.ofHours(1)));
        account.signal("book", "early");
        account.react(new Request.TimerDue(ID, "#begin", BEGIN, Optional.empty()));
        account.resume();
        assertThat(account.instance().parking()).isPresent();
        Account.broken = false;

        account.resumeAll();

        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"early\"]}");
    }

    @Test
    void a_memo_is_kept_as_json_beyond_the_end_and_has_its_limits() {
        start(StartOptions.NONE.memo("customer", "Zoë").memo("orders", List.of(1, 2)));
        account.signal("closeWith", "done");

        assertThat(account.instance().life().write())
                .hasValueSatisfying(
                        json -> assertThat(json).contains("\"memo\":{\"customer\":\"Zoë\",\"orders\":[1,2]}"));
        refused(start(StartOptions.NONE.memo("long", "x".repeat(10_000))), Reason.TOO_LARGE, "memo");
        start(StartOptions.NONE);
        assertThat(account.instance().life()).isEqualTo(Life.PLAIN);
    }
}
