package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Outcome;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;

@ExtendWith(JournalOnFailure.class)
class PauseTest {

    private static final WorkflowId S = new WorkflowId("S-1");

    private final TestKit kit = TestKit.of(Shop.class).activities(Shop.Warehouse.class, (product, pieces) -> {});

    @Test
    void a_paused_instance_accepts_what_comes_and_handles_it_in_order_when_it_is_resumed() {
        kit.start("shop", S, "Anna");
        kit.pause(S);

        assertThat(order("tea").outcome()).isEqualTo(Outcome.ACCEPTED);
        kit.advance(Duration.ofDays(61));
        order("milk");
        assertThat(kit.query(S, "reports", Integer.class)).isZero();
        assertThat(kit.instance(S).orElseThrow().waiting()).isEqualTo(4);
        kit.resume(S);

        assertThat(kit.instance(S).orElseThrow().waiting()).isZero();
        assertThat(kit.query(S, "reports", Integer.class)).isEqualTo(2);
        assertThat(kit.activities(S)).hasSize(2);
    }

    @Test
    void a_paused_instance_that_is_parked_is_not_retried() {
        kit.start("shop", S, "Anna");
        kit.signal(SignalRequest.of("S-1", "order").with(new Shop.Order("poison", -1)));
        kit.pause(S);

        kit.retry(S);
        kit.advance(Duration.ofDays(1));

        assertThat(kit.instance(S).orElseThrow().parking())
                .get()
                .satisfies(p -> assertThat(p.attempts()).isEqualTo(1));
        kit.resume(S);
        assertThat(kit.instance(S).orElseThrow().parking())
                .get()
                .satisfies(p -> assertThat(p.attempts()).isEqualTo(2));
    }

    private org.signalbox.client.Receipt order(String product) {
        return kit.signal(SignalRequest.of("S-1", "order").with(new Shop.Order(product, 1)));
    }
}
