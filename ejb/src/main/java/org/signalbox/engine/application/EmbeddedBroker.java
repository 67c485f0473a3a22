package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.signalbox.core.payload.Json;

/** The broker of this server, by its management beans. */
final class EmbeddedBroker implements BrokerAccess {

    private static final String QUEUE = "queue.";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Override
    public Optional<JsonNode> attribute(String resource, String attribute) {
        try {
            Optional<ObjectName> bean = bean(resource);
            return bean.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json(server.getAttribute(
                            bean.get(), Character.toUpperCase(attribute.charAt(0)) + attribute.substring(1))));
        } catch (JMException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<JsonNode> call(String resource, String operation, Object... arguments) {
        try {
            Optional<ObjectName> bean = bean(resource);
            return bean.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json(server.invoke(bean.get(), operation, arguments, signature(arguments))));
        } catch (JMException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String[] signature(Object... arguments) {
        return Arrays.stream(arguments)
                .map(a ->
                        a instanceof Long ? long.class.getName() : a.getClass().getName())
                .toArray(String[]::new);
    }

    private Optional<ObjectName> bean(String resource) throws JMException {
        ObjectName all = new ObjectName("org.apache.activemq.artemis:broker=\"*\"");
        for (ObjectName broker : server.queryNames(all, null)) {
            if (!resource.startsWith(QUEUE)) {
                return Optional.of(broker);
            }
            String queue = resource.substring(QUEUE.length());
            ObjectName bean = new ObjectName(broker + ",component=addresses,address=\"" + queue
                    + "\",subcomponent=queues,routing-type=\"anycast\",queue=\"" + queue + "\"");
            return Optional.of(bean).filter(server::isRegistered);
        }
        return Optional.empty();
    }

    private static JsonNode json(Object value) {
        return Json.tree(value == null ? "null" : Json.write(value));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
