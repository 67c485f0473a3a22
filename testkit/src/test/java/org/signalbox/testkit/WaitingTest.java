package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.testkit.Subscription.Price;

@ExtendWith(JournalOnFailure.class)
class WaitingTest {

    private static final WorkflowId S = new WorkflowId("S-1");

    private final List<String> letters = new ArrayList<>();
    private boolean solvent = true;
    private boolean answers = true;
    private final TestKit kit = TestKit.of(Subscription.class).activities(Subscription.Office.class, new Clerk());

    private final class Clerk implements Subscription.Office {
        @Override
        public void write(String letter) {
            if (!answers) {
                throw new NoAnswer();
            }
            letters.add(letter);
        }

        @Override
        public Optional<Price> price(String plan) {
            return plan.equals("gold") ? Optional.empty() : Optional.of(new Price(plan, 999));
        }

        @Override
        public int pay(Price price) {
            if (!solvent) {
                throw new IllegalStateException("no money");
            }
            return price.cents();
        }
    }

    private void start() {
        kit.start("subscription", S, null);
    }

    private String result() {
        return kit.instance(S).flatMap(Instance::result).orElse("still running");
    }

    private String[] log() {
        return kit.query(S, "log", String[].class);
    }

    @Test
    void ninety_days_take_no_time() {
        start();

        kit.advance(Duration.ofDays(90));

        assertThat(log())
                .containsExactly(
                        "month over at 2025-01-31T00:00:00Z",
                        "month over at 2025-03-02T00:00:00Z",
                        "month over at 2025-04-01T00:00:00Z",
                        "first basic of [basic]");
        assertThat(letters).hasSize(3).allMatch(l -> l.startsWith("letter "));
        assertThat(kit.query(S, "distinctNumbers", Long.class)).isEqualTo(3);
        assertThat(result()).isEqualTo("\"paid 999\"");
    }

    @Test
    void of_several_that_are_ready_the_first_declared_is_chosen_and_the_others_stay() {
        answers = false;
        start();
        kit.signal(SignalRequest.of("S-1", "plans").with("gold"));
        kit.signal(SignalRequest.of("S-1", "plans").with("silver"));
        kit.signal(SignalRequest.of("S-1", "cancel").with("too dear"));
        assertThat(log()).containsExactly("plan gold at 2025-01-01T00:00:00Z");

        answers = true;
        kit.advance(Duration.ofMinutes(2));

        assertThat(result()).isEqualTo("\"cancelled: too dear\"");
        assertThat(kit.instance(S).flatMap(Instance::state))
                .get()
                .asString()
                .contains("\"plans\":[\"silver\"]", "\"cancellations\":[]");
    }

    @Test
    void a_handler_that_waits_holds_back_later_signals() {
        start();
        Receipt pause = kit.signal(SignalRequest.of("S-1", "pause"));
        Receipt goOn = kit.signal(SignalRequest.of("S-1", "goOn").identifiedBy("go"));

        assertThat(pause.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(goOn.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(kit.journal(S))
                .extracting(Entry::state)
                .containsExactly(Entry.State.OPEN, Entry.State.OPEN, Entry.State.WAITING);
        kit.advance(Duration.ofDays(1));

        assertThat(letters).containsExactly("a day of pause is over");
        assertThat(kit.receipt(S, new SignalId("go")).map(Receipt::outcome)).contains(Outcome.HANDLED);
        assertThat(kit.receipt(S, pause.signalId()).map(Receipt::outcome)).contains(Outcome.HANDLED);
        assertThat(kit.instance(S).orElseThrow().lines()).hasSize(1);
    }

    @Test
    void the_main_line_waits_for_a_field_that_a_handler_changes() {
        start();
        kit.signal(SignalRequest.of("S-1", "pause"));
        kit.advance(Duration.ofDays(200));
        assertThat(result()).isEqualTo("still running");

        kit.signal(SignalRequest.of("S-1", "goOn"));

        assertThat(result()).isEqualTo("\"paid 999\"");
    }

    @Test
    void a_failure_of_an_activity_is_caught_where_it_is_waited_for() {
        solvent = false;
        start();
        kit.advance(Duration.ofDays(91));

        assertThat(result()).isEqualTo("\"not paid: java.lang.IllegalStateException\"");
    }
}
