package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.client.IdConflict;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.StartOptions;

/** Several signals at once: all of them are accepted, in their order, or none. */
class TogetherTest {

    private final Driver account = new Driver(Settings.DEFAULT);

    @Test
    void all_are_accepted_before_the_first_is_handled_and_handled_in_their_order() {
        account.start("Anna");

        Verdict.Taken taken = (Verdict.Taken) send(book("one"), book("two"), book("three"));

        assertThat(taken.entries()).extracting(Entry::sequence).containsExactly(2L, 3L, 4L);
        assertThat(taken.entries()).extracting(Entry::state).containsOnly(Entry.State.WAITING);
        account.signal("book", "four");
        account.resumeAll();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\",\"two\",\"three\",\"four\"]}");
    }

    @Test
    void one_that_is_not_taken_keeps_all_out() {
        account.start("Anna");

        assertRefused(send(book("one"), signal("dance", "\"x\""), book("two")), 2, Reason.UNKNOWN_SIGNAL, "'dance'");
        assertRefused(
                send(book("one"), book("two"), signal("book", "{\"a\":1}")), 3, Reason.BAD_PAYLOAD, "Signal 3 of 3");
        assertRefused(
                send(signal("book", '"' + "a".repeat(1_000_000) + '"'), book("two")), 1, Reason.TOO_LARGE, "1000000");
        assertRefused(send(book("one"), book("one")), 2, Reason.MALFORMED, "same signal id");
        assertThat(account.instance().sequence()).isEqualTo(1);
        assertThat(account.instance().waiting()).isZero();
        assertThat(account.rejections).isEmpty();
    }

    @Test
    void a_poison_among_them_parks_the_instance_and_those_behind_it_wait() {
        account.start("Anna");
        send(book("one"), book("poison"), book("two"));
        account.resumeAll();

        assertThat(account.instance().parking()).isPresent();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\"]}");
        assertThat(account.instance().waiting()).isEqualTo(2);
    }

    @Test
    void an_instance_is_started_for_them_with_what_was_held_in_front() {
        account.hold("book", "\"early\"");
        Verdict.Taken taken = (Verdict.Taken) send(starting(StartOptions.NONE), book("one"), book("two"));

        assertThat(taken.after().run()).isEqualTo(1);
        account.resumeAll();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"early\",\"one\",\"two\"]}");
    }

    @Test
    void none_is_started_if_one_of_them_is_not_taken() {
        assertRefused(
                send(starting(StartOptions.NONE), book("one"), signal("dance", "1")),
                2,
                Reason.UNKNOWN_SIGNAL,
                "dance");
        assertThat(account.instance).isEmpty();
    }

    @Test
    void a_run_is_replaced_once_and_not_by_each_of_them() {
        account.start("Berta");
        send(starting(StartOptions.NONE.onConflict(IdConflict.TERMINATE_EXISTING)), book("one"), book("two"));

        assertThat(account.instance().run()).isEqualTo(2);
        account.resumeAll();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"one\",\"two\"]}");
    }

    @Test
    void without_an_instance_they_are_held_or_refused() {
        assertThat(account.react(new Request.Signals(
                        ID, List.of(book("one")), Optional.empty(), Optional.of(Duration.ofHours(1)))))
                .isInstanceOf(Verdict.Held.class);
        assertThat(send(book("one")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_INSTANCE));
        account.start("nobody");
        assertThat(send(book("one")))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CLOSED));
    }

    private static Request.StartWith starting(StartOptions options) {
        return new Request.StartWith("account", Optional.of("\"Anna\""), options);
    }

    private Verdict send(Event.Signalled... signals) {
        return account.react(new Request.Signals(ID, Arrays.asList(signals), Optional.empty(), Optional.empty()));
    }

    private Verdict send(Request.StartWith start, Event.Signalled... signals) {
        return account.react(new Request.Signals(ID, Arrays.asList(signals), Optional.of(start), Optional.empty()));
    }

    private static Event.Signalled book(String text) {
        return new Event.Signalled("book", Optional.of('"' + text + '"'), new SignalId(text));
    }

    private static Event.Signalled signal(String name, String json) {
        return new Event.Signalled(name, Optional.of(json), new SignalId(name));
    }

    private static void assertRefused(Verdict verdict, int element, Reason reason, String told) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.RefusedOne.class, refused -> {
            assertThat(refused.element()).isEqualTo(element);
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).contains(told);
        });
    }
}
