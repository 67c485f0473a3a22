package org.signalbox.examples.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Status;
import org.signalbox.examples.shipment.OrderShipment.Approval;
import org.signalbox.examples.shipment.OrderShipment.Order;
import org.signalbox.examples.shipment.OrderShipment.QuantityChange;
import org.signalbox.examples.shipment.OrderShipment.Receipt;
import org.signalbox.examples.shipment.OrderShipment.Reservation;
import org.signalbox.testkit.JournalOnFailure;
import org.signalbox.testkit.TestKit;

@ExtendWith(JournalOnFailure.class)
class OrderShipmentTest {

    private static final WorkflowId O1 = new WorkflowId("O-1");

    private final List<String> done = new ArrayList<>();
    private final TestKit kit = TestKit.of(OrderShipment.class)
            .activities(Warehouse.class, new Warehouse() {
                @Override
                public Reservation reserve(Order order) {
                    done.add("reserved " + order.quantity());
                    return new Reservation("R-1");
                }

                @Override
                public void release(Reservation reservation) {
                    done.add("released " + reservation.number());
                }
            })
            .activities(Shipping.class, (order, approval) -> {
                done.add("shipped " + order.quantity() + ", approved by " + approval.by());
                return new Receipt("T-1", false);
            });

    private void signal(String name, Object payload) {
        kit.signal(SignalRequest.of("O-1", name).with(payload));
    }

    @Test
    void an_approved_order_is_shipped_as_it_was_changed_meanwhile() {
        kit.start("order-shipment", O1, new Order("tea", 2));
        signal("changeQuantity", new QuantityChange(5));
        kit.advance(Duration.ofHours(23));
        signal("approve", new Approval("Anna"));

        assertThat(done).containsExactly("reserved 2", "shipped 5, approved by Anna");
        assertThat(kit.instance(O1).orElseThrow().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void a_cancelled_order_gives_its_goods_back() {
        kit.start("order-shipment", O1, new Order("tea", 2));
        kit.signal(SignalRequest.of("O-1", "cancel"));

        assertThat(done).containsExactly("reserved 2", "released R-1");
        assertThat(kit.instance(O1).orElseThrow().result()).contains("{\"tracking\":\"none\",\"cancelled\":true}");
    }

    @Test
    void an_order_that_nobody_approves_within_a_day_fails() {
        kit.start("order-shipment", O1, new Order("tea", 2));
        kit.advance(Duration.ofHours(24));

        assertThat(kit.instance(O1).orElseThrow().failure()).contains("nobody approved");
    }

    @Test
    void an_approval_that_comes_with_the_order_is_kept_until_it_is_asked_for() {
        kit.signal(SignalRequest.of("O-1", "approve")
                .with(new Approval("Anna"))
                .startingWith("order-shipment", new Order("tea", 2)));

        assertThat(done).containsExactly("reserved 2", "shipped 2, approved by Anna");
    }

    @Test
    void what_it_waits_for_is_told() {
        kit.start("order-shipment", O1, new Order("tea", 2));

        assertThat(kit.journal())
                .contains("main line of event 1 waits for a condition or time until 2025-01-02T00:00:00Z");
    }
}
