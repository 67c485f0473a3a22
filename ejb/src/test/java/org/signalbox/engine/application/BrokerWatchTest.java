package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.core.payload.Json;

class BrokerWatchTest {

    private final Map<String, Object> attributes = new HashMap<>();
    private final BrokerAccess broker = new BrokerAccess() {
        @Override
        public Optional<JsonNode> attribute(String resource, String attribute) {
            return Optional.ofNullable(attributes.get(resource + " " + attribute))
                    .map(value -> Json.tree(Json.write(value)));
        }

        @Override
        public Optional<JsonNode> call(String resource, String operation, Object... arguments) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };
    private final BrokerWatch watch = new BrokerWatch(new Readiness());
    private long seconds;

    private void queue(String name, long messages, long scheduled, long acknowledged) {
        String resource = "queue.jms.queue." + name + " ";
        attributes.put(resource + "messageCount", messages);
        attributes.put(resource + "scheduledCount", scheduled);
        attributes.put(resource + "messagesAcknowledged", acknowledged);
        attributes.put(resource + "deliveringCount", messages - scheduled);
        attributes.put(resource + "consumerCount", 1);
    }

    private BrokerState after(int moreSeconds) throws JMSException {
        seconds += moreSeconds;
        watch.look(broker, Duration.ofSeconds(seconds).toNanos());
        return watch.state();
    }

    @Test
    void messages_of_which_none_leaves_for_two_minutes_are_told() throws JMSException {
        queue("signals", 7, 0, 100);
        assertThat(after(0).isRight()).isTrue();
        assertThat(after(110).isRight()).isTrue();

        BrokerState state = after(10);

        assertThat(state.isRight()).isFalse();
        assertThat(state.complaints()).singleElement().asString().contains("signals", "7 messages", "120 s");

        queue("signals", 6, 0, 101);
        assertThat(after(10).isRight()).isTrue();
    }

    @Test
    void a_queue_that_moves_or_waits_for_its_time_is_right() throws JMSException {
        for (int i = 0; i < 100; i++) {
            queue("signals", 5_000, 0, i);
            queue("signals.ungrouped", 3, 3, 0);
            queue("activities", 16, 0, 0);
            queue("results.dead", 3, 0, 0);
            assertThat(after(10).complaints()).isEmpty();
        }
    }

    @Test
    void a_full_disk_and_a_dead_attempt_are_told() throws JMSException {
        queue("activities.dead", 1, 0, 0);
        attributes.put("broker diskStoreUsage", 0.95);

        assertThat(after(0).complaints())
                .satisfiesExactly(
                        c -> assertThat(c).contains("activities.dead"),
                        c -> assertThat(c).contains("95 percent"));
    }

    @Test
    void a_broker_that_tells_nothing_is_not_known() throws JMSException {
        assertThat(after(0).known()).isFalse();
    }
}
