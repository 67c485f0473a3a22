package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;

class MachineTest {

    private static final Settings SETTINGS =
            new Settings(new Sizes(100, 1000, 1000), new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(3)), 4);

    private final Driver account = new Driver(SETTINGS);

    @AfterEach
    void repair() {
        Account.broken = false;
    }

    @Test
    void a_start_begins_run_1_with_event_1() {
        Verdict verdict = account.start("Anna");

        assertThat(verdict).isInstanceOf(Verdict.Taken.class);
        assertThat(account.instance().run()).isEqualTo(1);
        assertThat(account.instance().status()).isEqualTo(Status.RUNNING);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\"]}");
        assertThat(account.commands)
                .containsExactly(new Command.SetTimer(
                        "interest", BEGIN.plus(Duration.ofDays(1)), Optional.of(Duration.ofDays(1))));
        assertThat(account.entry(1).decided()).containsExactly("timer interest at 2025-01-02T00:00:00Z every PT24H");
    }

    @Test
    void a_start_of_what_runs_is_told_the_run() {
        account.start("Anna");

        assertThat(account.start("Berta")).isEqualTo(new Verdict.Running(1));
        assertThat(account.instance().sequence()).isEqualTo(1);
    }

    @Test
    void a_signal_is_handled_and_gets_the_next_sequence() {
        account.start("Anna");
        account.signal("book", "one");
        account.signal("book", "two");

        assertThat(account.instance().sequence()).isEqualTo(3);
        assertThat(account.entries(Entry.State.HANDLED)).hasSize(3);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\",\"two\"]}");
    }

    @Test
    void a_start_is_refused_with_its_reason() {
        refused(account.react(new Request.Start(ID, "bank", Optional.empty())), Reason.UNKNOWN_WORKFLOW, "[account]");
        refused(account.react(new Request.Start(ID, "account", Optional.empty())), Reason.BAD_PAYLOAD, "String");
        refused(account.react(new Request.Start(ID, "account", Optional.of("{"))), Reason.BAD_PAYLOAD, "line 1");
        refused(account.start("x".repeat(200)), Reason.TOO_LARGE, "202 characters");
        assertThat(account.instance).isEmpty();
    }

    @Test
    void a_signal_without_instance_is_refused() {
        refused(account.signal("book", "one"), Reason.UNKNOWN_INSTANCE, "no instance 'A-1'");
    }

    @Test
    void a_signal_to_a_running_instance_is_refused_with_its_reason() {
        account.start("Anna");

        refused(account.signal("paint", "red"), Reason.UNKNOWN_SIGNAL, "[bankrupt, book, closeWith, remind, send]");
        refused(account.signal("book"), Reason.BAD_PAYLOAD, "there is none");
        refused(account.react(account.signalRequest("book", Optional.of("null"))), Reason.BAD_PAYLOAD, "null");
        refused(account.react(account.signalRequest("book", Optional.of("[1]"))), Reason.BAD_PAYLOAD, "String");
        refused(account.react(account.signalRequest("send", Optional.of("{]"))), Reason.BAD_PAYLOAD, "line 1");
        refused(account.signal("book", "x".repeat(200)), Reason.TOO_LARGE, "at most 100");
        refused(account.signal("bo\0ok", "x"), Reason.MALFORMED, "control character");
        assertThat(account.instance().sequence()).isEqualTo(1);
    }

    @Test
    void a_signal_to_a_closed_instance_is_refused() {
        account.start("Anna");
        account.signal("closeWith", "thanks");

        refused(account.signal("book", "late"), Reason.CLOSED, "run 1, COMPLETED");
        refused(account.hold("book", "\"late\""), Reason.CLOSED, "run 1");
    }

    @Test
    void an_early_signal_is_held_if_it_may_wait() {
        assertThat(account.hold("book", "\"early\"")).isEqualTo(new Verdict.Held(BEGIN.plus(Duration.ofHours(1))));
        refused(account.hold("book", "\"early"), Reason.BAD_PAYLOAD, "line 1");
        refused(account.hold("book\0", "1"), Reason.MALFORMED, "control character");
    }

    @Test
    void held_signals_are_handed_over_at_the_start_in_order_and_those_nobody_takes_are_rejected() {
        account.hold("book", "\"one\"");
        account.hold("paint", "\"red\"");
        account.hold("book", "[]");
        account.hold("book", "\"two\"");

        account.start("Anna");

        assertThat(account.rejections)
                .extracting(Verdict.Rejection::reason)
                .containsExactly(Reason.UNKNOWN_SIGNAL, Reason.BAD_PAYLOAD);
        assertThat(account.instance().waiting()).isEqualTo(2);
        account.resumeAll();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\",\"two\"]}");
        assertThat(account.instance().sequence()).isEqualTo(3);
    }

    @Test
    void a_signal_with_start_starts_once_and_comes_after_what_was_held() {
        account.hold("book", "\"early\"");
        account.signalWithStart("one", "Anna");
        account.signalWithStart("two", "Berta");
        account.resumeAll();

        assertThat(account.instance().run()).isEqualTo(1);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"early\",\"one\",\"two\"]}");
    }

    @Test
    void a_signal_with_start_is_refused_whole() {
        refused(withStart("book", "bank", "\"x\""), Reason.UNKNOWN_WORKFLOW, "no workflow 'bank'");
        refused(withStart("paint", "account", "\"x\""), Reason.UNKNOWN_SIGNAL, "no signal 'paint'");
        refused(withStart("book", "account", "[]"), Reason.BAD_PAYLOAD, "String");
        refused(withStart("book", "account", '"' + "x".repeat(100) + '"'), Reason.TOO_LARGE, "start input");
        assertThat(account.instance).isEmpty();

        account.start("Anna");
        refused(withStart("book", "bank", "\"x\""), Reason.UNKNOWN_WORKFLOW, "runs as 'account', not as 'bank'");
    }

    @Test
    void a_signal_whose_start_ends_the_run_at_once_is_rejected_as_closed() {
        account.signalWithStart("one", "nobody");

        assertThat(account.instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(account.rejections).extracting(Verdict.Rejection::reason).containsExactly(Reason.CLOSED);
        assertThat(account.entry(2).state()).isEqualTo(Entry.State.REJECTED);
    }

    @Test
    void failing_author_code_parks_the_instance_and_later_events_wait_in_order() {
        account.start("Anna");
        account.signal("book", "poison");
        account.signal("book", "later");

        assertThat(account.instance().waiting()).isEqualTo(2);
        assertThat(account.instance().firstWaiting()).isEqualTo(2);
        assertThat(account.instance().parking()).get().satisfies(p -> {
            assertThat(p.error()).startsWith("Account.book: java.lang.IllegalStateException: can't book poison");
            assertThat(p.attempts()).isEqualTo(1);
            assertThat(p.since()).isEqualTo(BEGIN);
            assertThat(p.retryAt()).contains(BEGIN.plusSeconds(1));
        });
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\"]}");
    }

    @Test
    void a_start_that_fails_parks_the_new_instance_with_its_signals_behind_it() {
        Account.broken = true;
        account.hold("book", "\"early\"");
        account.signalWithStart("one", "Anna");
        assertThat(account.instance().waiting()).isEqualTo(3);
        assertThat(account.instance().state()).isEmpty();

        Account.broken = false;
        account.resumeAll();

        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"early\",\"one\"]}");
    }

    @Test
    void attempts_back_off_up_to_the_longest_wait_and_the_limit() {
        account.start("Anna");
        account.signal("book", "poison");

        assertThat(retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(retryAfter()).isEmpty();
        assertThat(retryAfter()).isEmpty();
        assertThat(account.instance().parking()).get().satisfies(p -> {
            assertThat(p.attempts()).isEqualTo(5);
            assertThat(p.since()).isEqualTo(BEGIN);
        });
    }

    private Optional<Duration> retryAfter() {
        account.now = account.now.plusSeconds(10);
        account.resume();
        return account.instance().parking().flatMap(Parking::retryAt).map(at -> Duration.between(account.now, at));
    }

    @Test
    void a_parked_instance_goes_on_in_order_once_its_code_works() {
        account.start("Anna");
        Account.broken = true;
        account.signal("book", "one");
        account.react(new Request.TimerDue(ID, "interest", account.now, Optional.empty()));
        account.signal("book", "two");
        Account.broken = false;

        account.resume();
        assertThat(account.instance().parking()).isEmpty();
        account.signal("book", "three");
        account.resumeAll();

        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\",\"interest\",\"two\",\"three\"]}");
        assertThat(account.instance().waiting()).isZero();
    }

    @Test
    void a_new_poison_behind_the_first_is_counted_from_one() {
        account.start("Anna");
        Account.broken = true;
        account.signal("book", "one");
        account.signal("book", "poison");
        account.resume();
        Account.broken = false;

        account.resumeAll();

        assertThat(account.instance().parking())
                .get()
                .extracting(Parking::attempts)
                .isEqualTo(1);
        assertThat(account.instance().waiting()).isEqualTo(1);
    }

    @Test
    void completing_closes_the_run_with_result_and_without_timers() {
        account.start("Anna");
        account.signal("closeWith", "thanks");

        assertThat(account.instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(account.instance().result()).contains("\"thanks\"");
        assertThat(account.instance().closedAt()).contains(BEGIN);
        assertThat(account.commands).endsWith(new Command.CancelAllTimers());
        assertThat(account.entry(2).decided()).containsExactly("activity Post.letter #2.1", "no timers");
    }

    @Test
    void a_terminal_failure_closes_the_run_with_fields_and_without_commands() {
        account.start("Anna");
        account.signal("bankrupt");

        assertThat(account.instance().status()).isEqualTo(Status.FAILED);
        assertThat(account.instance().failure()).contains("no money\uFFFD left");
        assertThat(account.instance().state()).contains("{\"booked\":[\"Anna\",\"bankrupt\"]}");
        assertThat(account.entry(2).decided()).containsExactly("no timers");
    }

    @Test
    void what_waits_when_the_run_closes_is_rejected_or_without_effect() {
        account.start("Anna");
        Account.broken = true;
        account.signal("book", "one");
        account.signal("closeWith", "thanks");
        account.signal("book", "late");
        account.react(new Request.TimerDue(ID, "interest", account.now, Optional.empty()));
        Account.broken = false;

        account.resumeAll();

        assertThat(account.rejections).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo(Reason.CLOSED);
            assertThat(r.signal().payload()).contains("\"late\"");
        });
        assertThat(account.entries(Entry.State.HANDLED)).hasSize(4);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\"]}");
        assertThat(account.instance().waiting()).isZero();
    }

    @Test
    void the_next_run_of_an_id_begins_afresh_and_goes_on_counting() {
        account.start("Anna");
        account.signal("closeWith", "thanks");
        account.start("Berta");

        assertThat(account.instance().run()).isEqualTo(2);
        assertThat(account.instance().sequence()).isEqualTo(3);
        assertThat(account.instance().result()).isEmpty();
        assertThat(account.instance().closedAt()).isEmpty();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Berta\"]}");
    }

    @Test
    void a_next_run_waits_until_what_was_left_of_the_last_is_settled() {
        account.start("Anna");
        Account.broken = true;
        account.signal("book", "one");
        account.signal("closeWith", "thanks");
        account.signal("book", "late");
        Account.broken = false;
        account.resume();
        account.resume();
        assertThat(account.instance().status()).isEqualTo(Status.COMPLETED);

        account.start("Berta");
        account.resumeAll();

        assertThat(account.rejections).extracting(Verdict.Rejection::reason).containsExactly(Reason.CLOSED);
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Berta\"]}");
        assertThat(account.instance().run()).isEqualTo(2);
    }

    @Test
    void a_periodic_timer_keeps_its_rhythm_when_it_is_late() {
        account.start("Anna");
        Instant due = BEGIN.plus(Duration.ofDays(1));
        account.now = due.plusSeconds(1);
        assertThat(nextOf(due)).isEqualTo(BEGIN.plus(Duration.ofDays(2)));
        account.now = due;
        assertThat(nextOf(due)).isEqualTo(BEGIN.plus(Duration.ofDays(2)));
    }

    @Test
    void due_times_missed_are_caught_up_by_one_call() {
        account.start("Anna");
        account.now = BEGIN.plus(Duration.ofDays(10));

        assertThat(nextOf(BEGIN.plus(Duration.ofDays(1)))).isEqualTo(BEGIN.plus(Duration.ofDays(11)));
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"interest\"]}");
    }

    private Instant nextOf(Instant due) {
        account.commands.clear();
        account.react(new Request.TimerDue(ID, "interest", due, Optional.of(Duration.ofDays(1))));
        return ((Command.SetTimer) account.commands.get(0)).dueAt();
    }

    @Test
    void a_timer_that_comes_once_is_gone() {
        account.start("Anna");
        account.signal("remind");
        account.react(new Request.TimerDue(ID, "reminder", BEGIN.plus(Duration.ofHours(1)), Optional.empty()));

        assertThat(account.commands).endsWith(new Command.CancelTimer("reminder"));
        assertThat(account.state()).contains("reminder");
    }

    @Test
    void a_timer_keeps_its_rhythm_while_the_instance_is_parked() {
        account.start("Anna");
        account.signal("book", "poison");

        assertThat(nextOf(BEGIN.plus(Duration.ofDays(1)))).isEqualTo(BEGIN.plus(Duration.ofDays(2)));
        assertThat(account.instance().waiting()).isEqualTo(2);
    }

    @Test
    void activities_are_numbered_within_their_event() {
        account.start("Anna");
        account.signal("send");

        assertThat(account.commands)
                .filteredOn(Command.ScheduleActivity.class::isInstance)
                .containsExactly(
                        new Command.ScheduleActivity(new ActivityKey(ID, 2, 1), "Post", "letter", "[\"one\"]"),
                        new Command.ScheduleActivity(new ActivityKey(ID, 2, 2), "Post", "letter", "[\"two\"]"));
    }

    @Test
    void the_end_of_an_activity_is_an_event_also_of_a_closed_instance() {
        account.start("Anna");
        account.signal("closeWith", "thanks");

        account.react(new Request.ActivityDone(new ActivityKey(ID, 2, 1), "Post.letter", "{}"));

        assertThat(account.entry(3).event().kind()).isEqualTo(Event.Kind.ACTIVITY);
        assertThat(account.instance().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void an_instance_whose_workflow_is_not_deployed_keeps_its_signals_until_it_is() {
        account.start("Anna");
        Driver empty = new Driver(Catalog.of(List.of(), List.of(), c -> Account::new), SETTINGS);
        empty.instance = account.instance;
        empty.journal.putAll(account.journal);

        empty.signal("book", "one");
        refused(empty.react(empty.signalRequest("book", Optional.of("{"))), Reason.BAD_PAYLOAD, "line 1");

        assertThat(empty.instance().parking())
                .get()
                .extracting(Parking::error)
                .asString()
                .contains("is not deployed");
        account.instance = empty.instance;
        account.journal.putAll(empty.journal);
        account.resumeAll();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"book", "paint"})
    void the_same_question_gets_the_same_answer(String signal) {
        account.start("Anna");
        Request.Signal request = new Request.Signal(
                ID, signal, Optional.of("\"one\""), new SignalId("same"), Optional.empty(), Optional.empty());
        Situation situation = new Situation(account.instance, List.of(), List.of(), BEGIN, Optional.empty());

        assertThat(account.machine.react(request, situation)).isEqualTo(account.machine.react(request, situation));
    }

    private Verdict withStart(String signal, String type, String input) {
        return account.react(new Request.Signal(
                ID,
                signal,
                Optional.of("\"one\""),
                new SignalId("with-start"),
                Optional.of(new Request.StartWith(type, Optional.of(input))),
                Optional.empty()));
    }

    private static void refused(Verdict verdict, Reason reason, String detail) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, r -> {
            assertThat(r.reason()).isEqualTo(reason);
            assertThat(r.detail()).contains(detail);
        });
    }
}
