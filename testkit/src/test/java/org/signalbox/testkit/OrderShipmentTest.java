package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;
import org.signalbox.testkit.OrderShipment.Approval;
import org.signalbox.testkit.OrderShipment.Order;
import org.signalbox.testkit.OrderShipment.QuantityChange;
import org.signalbox.testkit.OrderShipment.Receipt;
import org.signalbox.testkit.OrderShipment.Reservation;
import org.signalbox.testkit.OrderShipment.Shipping;
import org.signalbox.testkit.OrderShipment.Warehouse;

@ExtendWith(JournalOnFailure.class)
class OrderShipmentTest {

    private static final WorkflowId O1 = new WorkflowId("O-1");

    private final List<String> done = new ArrayList<>();
    private Shipping shipping = (order, approval) -> {
        done.add("shipped " + order.quantity() + " " + order.product() + ", approved by " + approval.by());
        return new Receipt("T-1", false);
    };
    private final TestKit kit = TestKit.of(OrderShipment.class)
            .activities(Warehouse.class, new Shelf())
            .activities(Shipping.class, (order, approval) -> shipping.ship(order, approval));

    private final class Shelf implements Warehouse {
        @Override
        public Reservation reserve(Order order) {
            done.add("reserved " + order.quantity());
            return new Reservation("R-1", order);
        }

        @Override
        public void release(Reservation reservation) {
            done.add("released " + reservation.number());
        }
    }

    private void start() {
        kit.start("order-shipment", O1, new Order("tea", 2));
    }

    private void signal(String name, Object payload) {
        kit.signal(SignalRequest.of("O-1", name).with(payload));
    }

    private Instance instance() {
        return kit.instance(O1).orElseThrow();
    }

    @Test
    void an_approved_order_is_shipped_as_it_was_changed_meanwhile() {
        start();
        signal("changeQuantity", new QuantityChange(5));
        kit.advance(Duration.ofHours(23));
        signal("approve", new Approval("Anna"));

        assertThat(done).containsExactly("reserved 2", "shipped 5 tea, approved by Anna");
        assertThat(instance().status()).isEqualTo(Status.COMPLETED);
        assertThat(instance().result()).contains("{\"tracking\":\"T-1\",\"cancelled\":false}");
        assertThat(instance().lines()).isEmpty();
        assertThat(kit.timers(O1)).isEmpty();
        assertThat(kit.journal(O1)).extracting(Entry::state).containsOnly(Entry.State.HANDLED);
    }

    @Test
    void what_it_waits_for_can_be_told() {
        start();

        assertThat(instance().lines()).singleElement().satisfies(line -> {
            assertThat(line.main()).isTrue();
            assertThat(line.awaited().describe())
                    .startsWith("a condition or time until 2025-01-02T00:00:00Z at OrderShipment.ship:");
        });
        assertThat(kit.journal(O1).get(0).state()).isEqualTo(Entry.State.OPEN);
        assertThat(kit.journal()).contains("main line of event 1 waits for a condition or time");
    }

    @Test
    void a_cancelled_order_is_put_back() {
        start();
        kit.signal(SignalRequest.of("O-1", "cancel"));

        assertThat(done).containsExactly("reserved 2", "released R-1");
        assertThat(instance().result()).contains("{\"tracking\":\"none\",\"cancelled\":true}");
    }

    @Test
    void an_order_that_nobody_approves_fails_after_a_day() {
        start();
        kit.advance(Duration.ofHours(24));

        assertThat(instance().status()).isEqualTo(Status.FAILED);
        assertThat(instance().failure()).contains("nobody approved");
        assertThat(done).containsExactly("reserved 2");
    }

    @Test
    void an_activity_that_fails_for_good_fails_the_run() {
        shipping = (order, approval) -> {
            throw new IllegalStateException("no lorry");
        };
        start();
        signal("approve", new Approval("Anna"));
        kit.advance(Duration.ofHours(1));

        assertThat(instance().status()).isEqualTo(Status.FAILED);
        assertThat(instance().failure())
                .contains("activity Shipping.ship failed: java.lang.IllegalStateException: no lorry");
    }

    @Test
    void an_approval_that_comes_early_is_in_the_channel() {
        kit.signal(SignalRequest.of("O-1", "approve")
                .with(new Approval("Anna"))
                .startingWith("order-shipment", new Order("tea", 2)));

        assertThat(done).containsExactly("reserved 2", "shipped 2 tea, approved by Anna");
    }
}
