package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.signalbox.core.payload.Json;

/**
 * Looks after the queues into which the broker puts what is too large to be read: {@code signals.large} and
 * {@code results.large}.
 *
 * <p>No consumer takes anything out of them: a client would read the body before anyone could judge its size. The broker is
 * asked for the properties alone, long ones cut; when somebody has taken note of them, it moves the message, body and all, to the
 * queue of those that are kept for people. A crash in between lets it be noted twice.
 */
@ApplicationScoped
public class LargeMessages {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final String QUEUE = "queue.jms.queue.";

    /** The names of the broker for what has another one in JMS. */
    private static final Map<String, String> JMS_NAMES =
            Map.of("_AMQ_GROUP_ID", "JMSXGroupID", "userID", "JMSMessageID");

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    private Readiness readiness;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected LargeMessages() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    LargeMessages(Readiness readiness) {
        this.readiness = readiness;
    }

    /**
     * A message that nobody has read.
     *
     * @param properties those of JMS by their names there, each cut by the broker if it is long
     * @param bodyBytes how large the body is; empty if the broker does not know, or the properties are what is too large
     */
    public record Unread(Map<String, String> properties, Optional<Long> bodyBytes) {

        public Unread {
            properties = Map.copyOf(properties);
        }

        public Optional<String> property(String name) {
            return Optional.ofNullable(properties.get(name)).filter(value -> !value.isEmpty());
        }

        /** What is too large about it, for people. */
        public String describe() {
            return bodyBytes.map(bytes -> "The body has " + bytes + " bytes").orElse("The message is too large")
                    + " and was not read; the broker puts aside what is above its limit (signalbox.message.longest).";
        }

        static Unread of(JsonNode message) {
            Map<String, String> properties = new TreeMap<>();
            message.properties().forEach(e -> {
                if (!e.getValue().isNull()) {
                    properties.put(
                            JMS_NAMES.getOrDefault(e.getKey(), e.getKey()),
                            e.getValue().asText());
                }
            });
            Optional<Long> bytes =
                    Optional.ofNullable(properties.get("_AMQ_LARGE_SIZE")).map(Long::valueOf);
            return new Unread(properties, bytes);
        }
    }

    /**
     * Takes note of all that comes, until the application ends.
     *
     * @param taker takes note of one; if it fails, the message stays and is looked at again
     */
    public void watch(String from, String to, Consumer<Unread> taker) {
        while (true) {
            try (BrokerAccess broker = BrokerAccess.open(connections)) {
                while (true) {
                    if (!next(broker, from, to, taker)) {
                        readiness.pause(BETWEEN_LOOKS);
                    }
                    readiness.refuseIfEnding();
                }
            } catch (JMSException | RuntimeException | Error e) {
                readiness.refuseIfEnding();
                ApplicationLog.LOG.notPutAside(from, e.toString());
                readiness.pause(BETWEEN_LOOKS.multipliedBy(10));
            }
        }
    }

    /** The first one; properties are cut by the broker, so none of this is large. */
    private static boolean next(BrokerAccess broker, String from, String to, Consumer<Unread> taker)
            throws JMSException {
        if (broker.attribute(QUEUE + from, "messageCount").map(JsonNode::asLong).orElse(0L) == 0) {
            return false;
        }
        Optional<JsonNode> first =
                broker.call(QUEUE + from, "peekFirstMessageAsJSON").map(answer -> Json.tree(answer.asText()));
        if (first.isEmpty() || !first.get().hasNonNull("messageID")) {
            return false;
        }
        taker.accept(Unread.of(first.get()));
        long id = first.get().path("messageID").asLong();
        return broker.call(QUEUE + from, "moveMessage", id, "jms.queue." + to)
                .filter(JsonNode::asBoolean)
                .isPresent();
    }
}
