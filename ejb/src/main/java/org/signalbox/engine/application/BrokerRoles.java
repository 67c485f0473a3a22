package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.signalbox.core.payload.Json;

/** What the roles of senders and workers may do at an external broker, compared with what they need. */
final class BrokerRoles {

    private static final String SENDER = "sender";
    private static final String WORKER = "worker";

    private static final Set<String> OWN_QUEUE =
            Set.of("consume", "createNonDurableQueue", "deleteNonDurableQueue", "deleteAddress");

    /** An address that no security setting names: what holds for it, holds for every other one. */
    private static final String ANY = "any";

    private static final String TEMPORARY = "00000000-0000-0000-0000-000000000000";

    /** Addresses, and what the roles may do there. */
    private static final Map<String, Map<String, Set<String>>> NEEDED = Map.ofEntries(
            Map.entry("jms.queue.signals", Map.of(SENDER, Set.of("send"))),
            Map.entry("jms.queue.results", Map.of(WORKER, Set.of("send"))),
            Map.entry("jms.queue.remote." + ANY, Map.of(WORKER, Set.of("consume"))),
            Map.entry(TEMPORARY, Map.of(SENDER, OWN_QUEUE, WORKER, OWN_QUEUE)),
            Map.entry("jms.queue.signals.ungrouped", Map.of()),
            Map.entry("jms.queue.signals.dead", Map.of()),
            Map.entry("jms.queue.activities", Map.of()),
            Map.entry("jms.queue." + ANY, Map.of()),
            Map.entry("activemq.management", Map.of()),
            Map.entry("activemq.notifications", Map.of()),
            Map.entry("jms.#", Map.of()),
            Map.entry("#", Map.of()),
            Map.entry(ANY, Map.of()));

    private BrokerRoles() {}

    /** What they may do and must not, in words for the administrator. */
    static List<String> mistakes(BrokerManagement broker) throws JMSException {
        List<String> mistakes = new ArrayList<>();
        for (Map.Entry<String, Map<String, Set<String>>> address : NEEDED.entrySet()) {
            JsonNode roles = broker.call("broker", "getRolesAsJSON", address.getKey())
                    .orElseThrow(() -> new JMSException("the broker does not tell its roles"));
            mistakes.addAll(mistakes(address.getKey(), Json.tree(roles.asText()), address.getValue()));
        }
        mistakes.sort(null);
        return mistakes;
    }

    static List<String> mistakes(String address, JsonNode roles, Map<String, Set<String>> needed) {
        List<String> mistakes = new ArrayList<>();
        for (JsonNode role : roles) {
            String name = role.path("name").asText();
            if (!name.equals(SENDER) && !name.equals(WORKER)) {
                continue;
            }
            role.properties().forEach(permission -> {
                if (permission.getValue().asBoolean()
                        && !permission.getKey().equals("name")
                        && !needed.getOrDefault(name, Set.of()).contains(permission.getKey())) {
                    mistakes.add("the role " + name + " has the permission " + permission.getKey() + " on the address "
                            + (address.equals(TEMPORARY) ? "of a temporary queue" : address)
                            + ", which it must not have");
                }
            });
        }
        return mistakes;
    }
}
