package org.signalbox.examples.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.InstanceSearch;
import org.signalbox.client.KeyedSignal;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Schedule;
import org.signalbox.client.ScheduleCalendar;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Status;
import org.signalbox.examples.features.Auction.Bid;
import org.signalbox.examples.features.BusinessTrip.Decision;
import org.signalbox.examples.features.Quotes.Quote;
import org.signalbox.testkit.TestKit;

/** Each example of the manual does what the manual says. */
class FeaturesTest {

    private final List<String> done = new ArrayList<>();

    private static WorkflowId id(String value) {
        return new WorkflowId(value);
    }

    private static SignalRequest signal(String to, String name) {
        return SignalRequest.of(to, name);
    }

    @Test
    void a_device_that_was_not_seen_for_ten_minutes_is_silent() {
        TestKit kit = TestKit.of(Device.class)
                .activities(Device.Operators.class, (device, since) -> done.add(device + " since " + since));

        kit.signal(signal("D-1", "seen").starting("device"));
        kit.advance(Duration.ofMinutes(8));
        kit.signal(signal("D-1", "seen"));
        kit.advance(Duration.ofMinutes(8));
        assertThat(kit.query(id("D-1"), "state", String.class)).isEqualTo("ALIVE");
        kit.advance(Duration.ofMinutes(2));

        assertThat(kit.query(id("D-1"), "state", String.class)).isEqualTo("SILENT");
        assertThat(done).containsExactly("D-1 since 2025-01-01T00:08:00Z");
    }

    @Test
    void the_best_bid_wins_when_nobody_has_bid_for_an_hour() {
        TestKit kit = TestKit.of(Auction.class);

        kit.start("auction", id("A-1"), 100);
        kit.signal(signal("A-1", "bid").with(new Bid("Ada", 120)));
        kit.advance(Duration.ofMinutes(59));
        kit.signal(signal("A-1", "bid").with(new Bid("Bob", 110)));
        kit.advance(Duration.ofMinutes(60));

        assertThat(kit.instance(id("A-1")).orElseThrow().result()).contains("{\"bidder\":\"Ada\",\"amount\":120}");
    }

    @Test
    void the_cheapest_of_those_who_answer_is_taken() {
        TestKit kit = TestKit.of(Quotes.class).activities(Quotes.Carriers.class, carrier -> {
            if (carrier.equals("snail")) {
                throw new IllegalStateException("out of reach");
            }
            return new Quote(carrier, 100 - carrier.length());
        });

        kit.start("quotes", id("Q-1"), List.of("lorry", "snail", "railway"));
        kit.advance(Duration.ofMinutes(1));

        assertThat(kit.instance(id("Q-1")).orElseThrow().result()).contains("{\"carrier\":\"railway\",\"price\":93}");
        assertThat(kit.activities(id("Q-1"))).extracting(a -> a.attempts()).containsExactly(1, 3, 1);
    }

    /** The bean as it is, with the kit's context in the place of the injected one. */
    private static final class Letters extends BusinessTrip.MailedApprovals {
        private final List<String> sent = new ArrayList<>();

        @Override
        void mail(String to, String text) {
            sent.add(text);
        }

        @SuppressWarnings("UnnecessaryAssignment") // there is no container here
        Letters with(ActivityContext context) {
            attempt = context;
            return this;
        }
    }

    @Test
    void a_person_decides_weeks_later_by_the_token_of_a_letter() {
        Letters letters = new Letters();
        TestKit kit = TestKit.of(BusinessTrip.class).activities(BusinessTrip.Approvals.class, letters);
        letters.with(kit.activityContext());

        kit.start("business-trip", id("T-1"), "Oslo");
        kit.advance(Duration.ofDays(20));
        String token = letters.sent.get(0).replaceFirst(".*token=", "");
        kit.complete(new ActivityToken(token), new Decision(true, "Anna"));

        assertThat(kit.instance(id("T-1")).orElseThrow().result()).contains("\"to Oslo, says Anna\"");
    }

    @Test
    void an_update_is_answered_or_refused_without_a_trace() {
        TestKit kit = TestKit.of(Stock.class);
        kit.start("stock", id("S-1"), 10);

        assertThat(kit.update(UpdateRequest.of("S-1", "reserve").with(4), Integer.class)
                        .result())
                .contains(6);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.update(UpdateRequest.of("S-1", "reserve").with(7), Integer.class))
                .withMessageContaining("only 6 left")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
        assertThat(kit.journal(id("S-1"))).hasSize(2);
    }

    @Test
    void money_goes_to_an_account_that_is_opened_for_it() {
        TestKit kit = TestKit.of(BankAccount.class);

        kit.signal(signal("A", "deposit").with(500).starting("bank-account"));
        kit.signal(signal("A", "transfer").with(new BankAccount.Transfer("B", 200)));

        assertThat(kit.query(id("A"), "balance", Integer.class)).isEqualTo(300);
        assertThat(kit.query(id("B"), "balance", Integer.class)).isEqualTo(200);
    }

    @Test
    void children_are_played_by_a_function() {
        TestKit kit = TestKit.of(Delivery.class).children("parcel", String.class, parcel -> {
            if (parcel.equals("glass")) {
                throw new IllegalStateException("broken");
            }
            return parcel + " is there";
        });

        kit.start("delivery", id("D-1"), List.of("tea", "books"));
        kit.start("delivery", id("D-2"), List.of("tea", "glass"));

        assertThat(kit.instance(id("D-1")).orElseThrow().result()).contains("\"tea is there, books is there\"");
        assertThat(kit.instance(id("D-2")).orElseThrow().result()).contains("\"D-2#1.2 was not delivered: FAILED\"");
    }

    @Test
    void a_cancelled_journey_is_given_back_in_reverse_order() {
        TestKit kit = TestKit.of(Journey.class).activities(Journey.Agency.class, new Journey.Agency() {
            @Override
            public String book(String what) {
                done.add("book " + what);
                return what + "-1";
            }

            @Override
            public void cancel(String number) {
                done.add("cancel " + number);
            }
        });

        kit.start("journey", id("J-1"), null);
        kit.cancel(id("J-1"), "ill");

        assertThat(done).containsExactly("book flight", "book hotel", "cancel hotel-1", "cancel flight-1");
        assertThat(kit.instance(id("J-1")).orElseThrow().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void claims_are_found_and_signalled_by_what_is_in_them() {
        TestKit kit = TestKit.of(Claim.class);
        kit.signal(signal("C-1", "file").with("P-7").starting("claim"));
        kit.signal(signal("C-2", "file").with("P-8").starting("claim"));

        kit.signal(KeyedSignal.of("claim", "policy", "P-8", "assess").with(2_000_000));

        assertThat(kit.find(InstanceSearch.of("claim").where("tags", "large").atLeast("amount", 1_000_000)))
                .containsExactly(id("C-2"));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.signal(KeyedSignal.of("claim", "policy", "P-9", "assess")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_MATCH));
    }

    @Test
    void ninety_days_take_a_moment() {
        TestKit kit = TestKit.of(Watch.class).activities(Watch.Exchange.class, new Watch.Exchange() {
            @Override
            public int price(String share) {
                return 90;
            }

            @Override
            public void order(String share) {
                throw new AssertionError("too dear");
            }
        });

        kit.start("watch", id("W-1"), "TEA");
        kit.advance(Duration.ofDays(90));

        assertThat(kit.query(id("W-1"), "rounds", Integer.class)).isEqualTo(1 + 90 * 24);
    }

    @Test
    void a_run_that_fails_is_followed_by_another_one() {
        TestKit kit = TestKit.of(Import.class);

        kit.start("import", id("I-1"), "");
        assertThat(kit.instance(id("I-1")).orElseThrow().run()).isEqualTo(2);
        kit.advance(Duration.ofMinutes(1));

        assertThat(kit.instance(id("I-1")).orElseThrow().result()).contains("\"0 lines in run 3\"");
    }

    @Test
    void a_sale_after_closing_time_belongs_to_the_next_day() {
        TestKit kit = TestKit.of(Till.class);

        kit.signal(signal("T-1", "sale").with(150).starting("till"));
        kit.signalTogether(
                List.of(signal("T-1", "closing"), signal("T-1", "sale").with(20)));
        kit.signal(signal("T-1", "sale").with(3));
        assertThat(kit.instance(id("T-1")).orElseThrow().result()).contains("150");
        kit.signal(signal("T-1", "sale").with(1000).starting("till"));

        assertThat(kit.query(id("T-1"), "cents", Integer.class)).isEqualTo(1023);
    }

    @Test
    void a_schedule_starts_an_instance_every_working_day() {
        TestKit kit = TestKit.of(Device.class).activities(Device.Operators.class, (device, since) -> {});

        kit.schedules()
                .define(Schedule.at(
                                "morning",
                                ScheduleCalendar.MIDNIGHT
                                        .hour("7")
                                        .dayOfWeek("Mon-Fri")
                                        .timezone("Europe/Berlin"))
                        .sending(signal("D-1", "seen").starting("device")));
        kit.advance(Duration.ofDays(7));

        assertThat(kit.schedules().find("morning").orElseThrow().done()).isEqualTo(5);
        assertThat(kit.schedules().find("morning").orElseThrow().next())
                .startsWith(Instant.parse("2025-01-08T06:00:00Z"));
    }
}
