package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalbox.client.Reason;
import org.signalbox.core.turn.Command;

/** What an operator decides about events that wait: the others keep their order and go on by themselves. */
class MendTest {

    private static final Motive MOTIVE = new Motive(Optional.of("ada"), Optional.of("typing error"));

    private final Driver account = new Driver(Settings.DEFAULT);

    @BeforeEach
    void park() {
        account.start("Anna");
        account.signal("book", "poison");
        account.signal("book", "two");
        account.signal("book", "three");
        assertThat(account.instance().parking()).isPresent();
    }

    @AfterEach
    void repair() {
        Account.broken = false;
    }

    @Test
    void a_poison_signal_that_is_skipped_lets_the_later_ones_go_on_in_order() {
        mend(2, new Fix.Skip());

        assertThat(account.entry(2).state()).isEqualTo(Entry.State.SKIPPED);
        assertThat(account.entry(2).decided()).containsExactly("skip by an operator: typing error (by ada)");
        assertThat(account.rejections).isEmpty();
        assertGoesOnWith("Anna", "two", "three");
        assertThat(account.entry(5).event())
                .isEqualTo(new Event.Mended(
                        "skip", Optional.of("{\"sequence\":2,\"by\":\"ada\",\"reason\":\"typing error\"}")));
        assertThat(account.entry(5).state()).isEqualTo(Entry.State.HANDLED);
    }

    @Test
    void one_that_is_withdrawn_is_undeliverable_and_the_later_ones_go_on_in_order() {
        mend(2, new Fix.Withdraw());

        assertThat(account.entry(2).state()).isEqualTo(Entry.State.REJECTED);
        assertThat(account.rejections).singleElement().satisfies(kept -> {
            assertThat(kept.reason()).isEqualTo(Reason.WITHDRAWN);
            assertThat(kept.signal().payload()).contains("\"poison\"");
            assertThat(kept.detail()).contains("typing error (by ada)");
        });
        assertGoesOnWith("Anna", "two", "three");
    }

    @Test
    void one_that_is_edited_is_handled_in_its_place_and_the_journal_keeps_what_it_was() {
        mend(2, new Fix.Edit(Optional.of("\"one\"")));

        assertThat(account.commands).contains(new Command.Edit(2, Optional.of("\"one\"")));
        assertThat(account.entry(5).event().payload())
                .contains("{\"sequence\":2,\"by\":\"ada\",\"reason\":\"typing error\",\"before\":\"poison\"}");
        account.journal.put(2L, edited(account.entry(2), "\"one\""));
        assertGoesOnWith("Anna", "one", "two", "three");
    }

    @Test
    void what_is_mended_behind_the_head_leaves_the_instance_parked_at_its_head() {
        mend(3, new Fix.Skip());

        assertThat(account.instance().parking()).isPresent();
        assertThat(account.instance().firstWaiting()).isEqualTo(2);
        assertThat(account.instance().waiting()).isEqualTo(2);
        mend(2, new Fix.Skip());
        assertGoesOnWith("Anna", "three");
    }

    @Test
    void the_last_one_that_waits_leaves_nothing_to_go_on_with() {
        mend(4, new Fix.Skip());
        mend(3, new Fix.Withdraw());
        mend(2, new Fix.Skip());

        assertThat(account.instance().waiting()).isZero();
        assertThat(account.instance().isUnfinished()).isFalse();
        account.signal("book", "four");
        assertThat(account.state()).isEqualTo("{\"booked\":[\"Anna\",\"four\"]}");
    }

    @Test
    void a_paused_run_is_mended_and_goes_on_when_the_pause_ends() {
        account.react(new Request.Pause(ID, Motive.NONE));
        mend(2, new Fix.Skip());

        assertThat(account.instance().isUnfinished()).isFalse();
        account.react(new Request.EndPause(ID, Motive.NONE));
        assertGoesOnWith("Anna", "two", "three");
    }

    @Test
    void a_timer_can_be_skipped_and_nothing_else() {
        account.react(new Request.TimerDue(ID, "interest", Instant.EPOCH, Optional.empty()));

        assertRefused(5, new Fix.Withdraw(), Reason.INVALID, "only signals");
        assertRefused(5, new Fix.Edit(Optional.empty()), Reason.INVALID, "only signals");
        mend(5, new Fix.Skip());
        mend(2, new Fix.Skip());
        assertGoesOnWith("Anna", "two", "three");
    }

    @Test
    void what_does_not_wait_is_not_mended() {
        assertRefused(1, new Fix.Skip(), Reason.INVALID, "it is HANDLED");
        mend(2, new Fix.Skip());
        assertRefused(2, new Fix.Skip(), Reason.INVALID, "it is SKIPPED");
        account.react(new Request.Terminate(ID, Motive.NONE));
        assertRefused(3, new Fix.Skip(), Reason.CLOSED, "has ended");
    }

    @Test
    void a_payload_that_does_not_fit_is_refused_and_nothing_is_changed() {
        assertRefused(2, new Fix.Edit(Optional.of("{")), Reason.BAD_PAYLOAD, "");
        assertRefused(2, new Fix.Edit(Optional.of("{\"a\":1}")), Reason.BAD_PAYLOAD, "");
        assertRefused(2, new Fix.Edit(Optional.of('"' + "a".repeat(1_000_000) + '"')), Reason.TOO_LARGE, "1000000");
        assertThat(account.instance().sequence()).isEqualTo(4);
    }

    private void assertGoesOnWith(String... booked) {
        assertThat(account.instance().parking()).isEmpty();
        account.resumeAll();
        assertThat(account.state()).isEqualTo("{\"booked\":[\"" + String.join("\",\"", booked) + "\"]}");
        assertThat(account.instance().waiting()).isZero();
    }

    private void assertRefused(long sequence, Fix fix, Reason reason, String told) {
        assertThat(decide(sequence, fix)).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).contains(told);
        });
    }

    private void mend(long sequence, Fix fix) {
        assertThat(decide(sequence, fix)).isInstanceOf(Verdict.Taken.class);
    }

    private Verdict decide(long sequence, Fix fix) {
        boolean head = account.journal.values().stream()
                .filter(e -> e.state() == Entry.State.WAITING)
                .findFirst()
                .filter(e -> e.sequence() == sequence)
                .isPresent();
        return account.react(new Request.Mend(ID, account.entry(sequence), head, fix, MOTIVE));
    }

    private static Entry edited(Entry entry, String payload) {
        Event.Signalled old = (Event.Signalled) entry.event();
        return new Entry(
                entry.sequence(),
                entry.run(),
                new Event.Signalled(old.name(), Optional.of(payload), old.signalId()),
                entry.state(),
                List.of());
    }
}
