package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the engine relies on and an external broker must have been told by its administrator. The embedded one is configured
 * with the server.
 */
final class BrokerCheck {

    private static final String SIGNALS = "jms.queue.signals";
    private static final String UNGROUPED = "jms.queue.signals.ungrouped";
    private static final String HANDOVER = "org.signalbox.broker.OrderedHandover";
    private static final String GUARD = "org.signalbox.broker.DestinationGuard";
    private static final String SHIELD = "org.signalbox.broker.PacketShield";
    private static final String EXPIRED = "jms.queue.signals.expired";

    /** What failed, for want of infrastructure, must come again, at once and as often as it takes. */
    private static final List<String> CONSUMED =
            List.of(SIGNALS, UNGROUPED, EXPIRED, "jms.queue.activities", "jms.queue.results");

    private final BrokerManagement broker;
    private final List<String> mistakes = new ArrayList<>();

    private BrokerCheck(BrokerManagement broker) {
        this.broker = broker;
    }

    /** What is not as it must be, in words for the administrator; empty if all is well. */
    static List<String> mistakes(BrokerManagement broker) throws JMSException {
        BrokerCheck check = new BrokerCheck(broker);
        for (String queue : CONSUMED) {
            check.queue(queue);
        }
        check.groups();
        check.plugin(
                HANDOVER, "signals of an instance may come out of order when a server ends and another one takes over");
        check.plugin(GUARD, "a sender can read what others send, by wildcard addresses and foreign temporary queues");
        check.shield();
        check.ungrouped();
        check.expiry(SIGNALS);
        check.expiry(UNGROUPED);
        check.mistakes.addAll(BrokerRoles.mistakes(broker));
        return List.copyOf(check.mistakes);
    }

    private void queue(String queue) throws JMSException {
        if (broker.attribute("queue." + queue, "name").isEmpty()) {
            mistakes.add("there is no queue " + queue);
        }
        JsonNode settings = broker.settings(queue);
        int attempts = settings.path("maxDeliveryAttempts").asInt(10);
        if (attempts != -1) {
            mistakes.add(queue + " has max-delivery-attempts " + attempts + " and needs -1, or an outage makes it lose"
                    + " messages to the dead-letter address");
        }
        long delay = settings.path("redeliveryDelay").asLong(0);
        if (delay != 0) {
            mistakes.add(queue + " has redelivery-delay " + delay + " and needs 0, or later messages overtake");
        }
    }

    private void groups() throws JMSException {
        Optional<JsonNode> buckets = broker.attribute("queue." + SIGNALS, "groupBuckets");
        if (buckets.isPresent() && buckets.get().asInt() <= 0) {
            mistakes.add(
                    SIGNALS + " needs group-buckets, such as 4096, or the broker remembers every instance for ever");
        }
    }

    private void plugin(String name, String otherwise) throws JMSException {
        if (!lists("brokerPluginClassNames", name)) {
            mistakes.add("the broker has no plugin " + name + ", or " + otherwise);
        }
    }

    private void shield() throws JMSException {
        if (!lists("incomingInterceptorClassNames", SHIELD)) {
            mistakes.add("the broker has no incoming interceptor " + SHIELD
                    + ", or who has no password can create queues and take over sessions");
        }
    }

    private boolean lists(String attribute, String name) throws JMSException {
        for (JsonNode one : broker.attribute("broker", attribute).orElseThrow(BrokerCheck::silent)) {
            if (one.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void ungrouped() throws JMSException {
        Optional<JsonNode> exclusive = broker.attribute("queue." + UNGROUPED, "exclusive");
        if (exclusive.isPresent() && !exclusive.get().asBoolean()) {
            mistakes.add(UNGROUPED + " must be exclusive, or several servers take its signals out of order");
        }
        large("jms.queue.signals");
        large("jms.queue.results");
        if (!isDiverted(SIGNALS, UNGROUPED)) {
            mistakes.add("no divert takes what has no group from " + SIGNALS + " to " + UNGROUPED
                    + ", or signals without a group lose their order");
        }
    }

    private void large(String address) throws JMSException {
        String large = address + ".large";
        if (broker.attribute("queue." + large, "name").isEmpty() || !isDiverted(address, large)) {
            mistakes.add("no divert takes what is too large from " + address + " to a queue " + large
                    + ", or such messages fill the heap");
        }
    }

    private boolean isDiverted(String from, String to) throws JMSException {
        for (JsonNode name : broker.attribute("broker", "divertNames").orElseThrow(BrokerCheck::silent)) {
            String divert = "divert." + name.asText();
            if (isText(divert, "address", from) && isText(divert, "forwardingAddress", to)) {
                return true;
            }
        }
        return false;
    }

    private void expiry(String queue) throws JMSException {
        if (!broker.settings(queue).path("expiryAddress").asText().equals(EXPIRED)) {
            mistakes.add(queue + " needs the expiry-address " + EXPIRED + ", or expired signals disappear");
        }
    }

    private boolean isText(String resource, String attribute, String value) throws JMSException {
        return broker.attribute(resource, attribute)
                .filter(found -> found.asText().equals(value))
                .isPresent();
    }

    private static JMSException silent() {
        return new JMSException("the broker does not tell its diverts or plugins");
    }
}
