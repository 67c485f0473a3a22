package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.client.StartOptions;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.Command;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Runs that last too long, and runs that follow those that failed. */
class ChainTest {

    @Workflow(
            value = "trial",
            runTimeout = "PT1H",
            executionTimeout = "PT2H30M",
            maxAttempts = 3,
            firstBackoff = "PT10S",
            backoffFactor = 3)
    static class Trial {
        String begunWith = "";
        int notes;

        @Start
        void begin(String input, WorkflowContext wf) {
            begunWith = input + wf.runNumber();
            wf.every(Duration.ofMinutes(1), "tick");
        }

        @Signal
        void note() {
            notes++;
        }

        @Signal
        void fail() {
            throw new TerminalFailure("no luck");
        }

        @Signal
        void crash() {
            throw new IllegalStateException("a bug");
        }

        @org.signalbox.workflow.OnTimer("tick")
        void tick() {
            notes += 100;
        }
    }

    private final Driver trial =
            new Driver(Catalog.of(List.of(Trial.class), List.of(), c -> Trial::new), Settings.DEFAULT);

    private void start(StartOptions options) {
        trial.react(new Request.Start(ID, "trial", Optional.of("\"x\""), Optional.empty(), options));
    }

    private void fire(String timer, Instant at) {
        trial.now = at;
        trial.react(new Request.TimerDue(ID, timer, at, Optional.empty()));
    }

    private void begin(Instant at) {
        fire("#begin", at);
        trial.resumeAll();
    }

    private static Instant at(String time) {
        return BEGIN.plus(Duration.parse(time));
    }

    private static Command timer(String timer, String at) {
        return new Command.SetTimer(timer, at(at), Optional.empty());
    }

    @Test
    void a_failed_run_is_followed_by_one_with_the_same_input_and_fresh_fields() {
        start(StartOptions.NONE);
        trial.signal("note");
        trial.commands.clear();

        trial.signal("fail");

        assertThat(trial.instance().run()).isEqualTo(2);
        assertThat(trial.instance().status()).isEqualTo(Status.RUNNING);
        assertThat(trial.commands)
                .containsExactly(
                        new Command.CancelAllTimers(),
                        timer("#run", "PT1H10S"),
                        timer("#execution", "PT2H30M"),
                        timer("#begin", "PT10S"));
        begin(at("PT10S"));
        assertThat(trial.state()).isEqualTo("{\"begunWith\":\"x2\",\"notes\":0}");
    }

    @Test
    void the_time_before_the_next_run_grows_and_the_last_failure_stays() {
        start(StartOptions.NONE);
        trial.signal("fail");
        begin(at("PT10S"));
        trial.commands.clear();
        trial.signal("fail");
        assertThat(trial.commands).contains(timer("#begin", "PT40S"));
        assertThat(trial.instance().life().chain().flatMap(Life.Chain::lastFailure))
                .contains("no luck");
        begin(at("PT40S"));

        trial.signal("fail");

        assertThat(trial.instance().status()).isEqualTo(Status.FAILED);
        assertThat(trial.instance().run()).isEqualTo(3);
        assertThat(trial.instance().failure()).contains("no luck");
    }

    @Test
    void signals_that_wait_are_left_to_the_next_run_and_its_beginning_comes_first() {
        start(StartOptions.NONE);
        trial.signal("crash");
        trial.signal("note");
        fire("tick", at("PT1M"));
        trial.signal("note");

        fire("#run", at("PT1H"));
        assertThat(trial.instance().run()).isEqualTo(2);
        assertThat(trial.instance().parking()).isEmpty();
        fire("#begin", at("PT1H10S"));
        trial.resume();
        assertThat(trial.state()).contains("x2");
        trial.resume();
        assertThat(trial.instance().parking()).as("the bug is still there").isPresent();
        assertThat(trial.rejections).isEmpty();
        assertThat(trial.instance().waiting()).isEqualTo(4);
    }

    @Test
    void what_a_timer_of_the_former_run_brought_is_not_for_the_next() {
        start(StartOptions.NONE);
        trial.react(new Request.Pause(ID, Motive.NONE));
        trial.signal("note");
        trial.signal("fail");
        fire("tick", at("PT1M"));
        trial.signal("note");
        trial.react(new Request.EndPause(ID, Motive.NONE));
        trial.resume();
        trial.resume();
        assertThat(trial.instance().run()).isEqualTo(2);

        begin(at("PT2M"));

        assertThat(trial.state()).isEqualTo("{\"begunWith\":\"x2\",\"notes\":1}");
        assertThat(trial.entries(Entry.State.WAITING)).isEmpty();
    }

    @Test
    void a_run_that_lasts_too_long_is_out_of_time_when_there_is_no_other() {
        start(StartOptions.NONE.maxAttempts(1).runTimeout(Duration.ofMinutes(5)));
        trial.commands.clear();

        fire("#run", at("PT5M"));

        assertThat(trial.instance().status()).isEqualTo(Status.TIMED_OUT);
        assertThat(trial.instance().failure()).contains("Run 1 has lasted longer than allowed.");
        assertThat(trial.commands)
                .containsExactly(
                        new Command.CancelTimer("#run"), new Command.DropActivities(1), new Command.CancelAllTimers());
    }

    @Test
    void all_runs_together_end_when_their_time_is_over_and_none_begins_behind_it() {
        start(StartOptions.NONE.executionTimeout(Duration.ofSeconds(20)));
        trial.signal("fail");
        begin(at("PT10S"));

        trial.signal("fail");
        assertThat(trial.instance().status())
                .as("30 s of back-off would be too much")
                .isEqualTo(Status.FAILED);

        trial.now = BEGIN;
        start(StartOptions.NONE.executionTimeout(Duration.ofSeconds(20)));
        fire("#execution", at("PT20S"));
        assertThat(trial.instance().status()).isEqualTo(Status.TIMED_OUT);
    }

    @Test
    void a_paused_run_is_not_ended_by_time_before_it_is_resumed() {
        start(StartOptions.NONE.maxAttempts(1));
        trial.react(new Request.Pause(ID, Motive.NONE));
        fire("#run", at("PT1H"));
        assertThat(trial.instance().status()).isEqualTo(Status.PAUSED);
        trial.commands.clear();

        trial.react(new Request.EndPause(ID, Motive.NONE));

        assertThat(trial.commands).containsExactly(timer("#run", "PT1H"), timer("#execution", "PT2H30M"));
        fire("#run", at("PT2H"));
        assertThat(trial.instance().status()).isEqualTo(Status.TIMED_OUT);
    }

    @Test
    void a_run_that_is_to_follow_can_be_cancelled_before_it_begins() {
        start(StartOptions.NONE);
        trial.signal("fail");

        trial.react(new Request.Cancel(ID, Motive.NONE));

        assertThat(trial.instance().status()).isEqualTo(Status.CANCELLED);
        assertThat(trial.entries(Entry.State.WAITING)).isEmpty();
    }

    @Test
    void what_is_known_of_a_chain_survives_being_written() {
        start(StartOptions.NONE.memo("for", "Anna"));
        trial.signal("fail");

        Life life = trial.instance().life();

        assertThat(life.write().map(Life::read)).contains(life);
        assertThat(life.chain().map(Life.Chain::firstRun)).contains(1);
    }
}
