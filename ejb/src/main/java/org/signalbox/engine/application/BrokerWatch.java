package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the broker's side every few seconds: a message that the broker can't deliver, move or expire is in none of our
 * tables, and would be seen by nobody.
 */
@ApplicationScoped
public class BrokerWatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private static final List<String> CONSUMED =
            List.of("signals", "signals.ungrouped", "signals.expired", "signals.large", "results", "results.large");

    /** An attempt is in delivery as long as it takes, which may be hours; the others are kept for people. */
    private static final List<String> OTHERS = List.of("activities", "activities.dead", "signals.dead", "results.dead");

    /** When a queue had none to deliver, or one had left it, for the last time. */
    private record Moved(long departed, long nanos) {}

    private final Map<String, Moved> moved = new HashMap<>();
    private volatile BrokerState state = BrokerState.UNKNOWN;
    private List<String> told = List.of();

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    private Readiness readiness;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected BrokerWatch() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    BrokerWatch(Readiness readiness) {
        this.readiness = readiness;
    }

    /** What it was like at the last look. */
    public BrokerState state() {
        return state;
    }

    /** Looks until the application ends. */
    void run() {
        while (true) {
            try (BrokerAccess broker = BrokerAccess.open(connections)) {
                look(broker, System.nanoTime());
            } catch (JMSException | RuntimeException e) {
                state = BrokerState.UNKNOWN;
            }
            readiness.pause(BETWEEN_LOOKS);
        }
    }

    void look(BrokerAccess broker, long nanos) throws JMSException {
        List<BrokerState.Queue> queues = new ArrayList<>();
        for (String name : CONSUMED) {
            add(broker, name, true, nanos, queues);
        }
        for (String name : OTHERS) {
            add(broker, name, false, nanos, queues);
        }
        double disk = broker.attribute("broker", "diskStoreUsage")
                .map(JsonNode::asDouble)
                .orElse(0.0);
        state = new BrokerState(!queues.isEmpty(), disk, queues);
        tell(state.complaints());
    }

    private void add(BrokerAccess broker, String name, boolean consumed, long nanos, List<BrokerState.Queue> queues)
            throws JMSException {
        String queue = "queue.jms.queue." + name;
        if (broker.attribute(queue, "messageCount").isEmpty()) {
            return;
        }
        long messages = number(broker, queue, "messageCount");
        long scheduled = number(broker, queue, "scheduledCount");
        long departed = number(broker, queue, "messagesAcknowledged")
                + number(broker, queue, "messagesExpired")
                + number(broker, queue, "messagesKilled");
        Moved before = moved.getOrDefault(name, new Moved(-1, nanos));
        boolean stands = messages > scheduled && before.departed == departed;
        long since = stands ? before.nanos : nanos;
        moved.put(name, new Moved(departed, since));
        queues.add(new BrokerState.Queue(
                name,
                consumed,
                messages,
                number(broker, queue, "deliveringCount"),
                scheduled,
                number(broker, queue, "consumerCount"),
                Duration.ofNanos(nanos - since).toSeconds()));
    }

    private static long number(BrokerAccess broker, String queue, String attribute) throws JMSException {
        return broker.attribute(queue, attribute).map(JsonNode::asLong).orElse(0L);
    }

    /** The numbers in them change with every look; what they are about does not. */
    private void tell(List<String> complaints) {
        List<String> about =
                complaints.stream().map(c -> c.replaceAll("\\d+", "#")).toList();
        if (about.equals(told)) {
            return;
        }
        told = about;
        if (complaints.isEmpty()) {
            ApplicationLog.LOG.brokerMoves();
        } else {
            ApplicationLog.LOG.brokerStands(String.join(" ", complaints));
        }
    }
}
