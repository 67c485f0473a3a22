package org.signalbox.examples.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Status;
import org.signalbox.testkit.JournalOnFailure;
import org.signalbox.testkit.TestKit;

@ExtendWith(JournalOnFailure.class)
class LoyaltyTest {

    private static final WorkflowId C1 = new WorkflowId("C-1");
    private static final Customer ANNA = new Customer("C-1", "Anna", "anna@example.com");
    private static final Instant FIRST = Instant.parse("2025-01-01T09:00:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");

    private final List<String> letters = new ArrayList<>();
    private final TestKit kit = TestKit.of(Loyalty.class).activities(Notifications.class, new Letters());

    @Test
    void each_level_is_told_once_when_it_is_reached() {
        kit.start("loyalty", C1, ANNA);

        purchase(100);

        assertThat(letters).containsExactly("C-1 BRONZE", "C-1 SILVER", "C-1 GOLD", "C-1 PLATINUM");
    }

    @Test
    void the_status_counts_purchases_and_amounts() {
        kit.start("loyalty", C1, ANNA);

        purchase(6);

        assertThat(status())
                .isEqualTo(new LoyaltyStatus(
                        6,
                        Level.BRONZE,
                        9,
                        Map.of(EUR, new BigDecimal("6.60")),
                        Optional.of(LocalDate.of(2025, 1, 1)),
                        Optional.of(FIRST.plusSeconds(6))));
    }

    @Test
    void a_purchase_made_twice_counts_once() {
        kit.start("loyalty", C1, ANNA);

        purchase(1);
        purchase(1);

        assertThat(status().purchases()).isEqualTo(1);
    }

    @Test
    void the_status_is_sent_every_30_days() {
        kit.start("loyalty", C1, ANNA);

        kit.advance(Duration.ofDays(90));

        assertThat(letters).containsExactly("C-1 2025-01-31 NONE", "C-1 2025-03-02 NONE", "C-1 2025-04-01 NONE");
    }

    @Test
    void leaving_ends_the_status_messages_and_the_membership() {
        kit.start("loyalty", C1, ANNA);

        kit.signal(SignalRequest.of("C-1", "leave"));
        kit.advance(Duration.ofDays(90));

        assertThat(letters).isEmpty();
        assertThat(kit.instance(C1)).get().satisfies(i -> {
            assertThat(i.status()).isEqualTo(Status.COMPLETED);
            assertThat(i.result()).isPresent();
        });
    }

    @Test
    void a_membership_does_not_begin_without_a_customer() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> kit.start("loyalty", C1, null))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_PAYLOAD));
    }

    private LoyaltyStatus status() {
        return kit.query(C1, "status", LoyaltyStatus.class);
    }

    private void purchase(int times) {
        for (int i = 1; i <= times; i++) {
            Money price = new Money(new BigDecimal("1.10"), EUR);
            Purchase purchase =
                    new Purchase("P-" + i, FIRST.plusSeconds(i), "tea", price, "Hamburg", Purchase.Channel.STORE);
            kit.signal(SignalRequest.of("C-1", "purchase").with(purchase).identifiedBy(purchase.id()));
        }
    }

    private final class Letters implements Notifications {

        @Override
        public void levelReached(Customer customer, Level level) {
            letters.add(customer.id() + " " + level);
        }

        @Override
        public void status(Customer customer, LocalDate day, LoyaltyStatus status) {
            letters.add(customer.id() + " " + day + " " + status.level());
        }
    }
}
