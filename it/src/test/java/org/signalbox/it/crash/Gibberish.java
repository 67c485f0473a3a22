package org.signalbox.it.crash;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Random messages for the queue of signals: some nearly right, most of them wrong in some way that senders have found. */
final class Gibberish {

    private static final List<String> PROPERTIES = List.of(
            "workflowId",
            "businessKey",
            "signal",
            "workflowType",
            "startInput",
            "holdFor",
            "startIdReuse",
            "startMemo",
            "startDelay",
            "runTimeout",
            "memo",
            "JMSXGroupID",
            "signalIdea",
            "x_y");

    private static final List<Integer> SEQUENCES = List.of(-1, -1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE);

    /** Milliseconds; the engine sees no delay in what is not positive, and stores none that is far. */
    private static final List<Long> DELAYS = List.of(
            1L, 200L, 1_000L, 2_000L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE / 2, 400_000_000_000_000L);

    private static final List<String> DURATIONS =
            List.of("PT1H", "P1D", "PT0S", "-PT1S", "P9999999999D", "tomorrow", "PT1H ", "1");

    private final Nonsense nonsense;
    private final Random random;
    private final String name;
    private final AtomicLong number = new AtomicLong();

    /**
     * Whether the protocol lets a message have what the broker refuses to its sender. The AMQP client also encodes lone surrogates so that the broker can't read
     * the message, and closes the connection.
     */
    private final boolean mayBeRefused;

    /**
     * @param name of the sender, a part of the ids of all its signals
     * @param mayBeRefused whether a message may have what the broker refuses to its sender in AMQP
     */
    Gibberish(String name, long seed, boolean mayBeRefused) {
        this.name = name;
        this.mayBeRefused = mayBeRefused;
        this.nonsense = new Nonsense(name, seed, mayBeRefused);
        this.random = nonsense.random();
    }

    /** One more message; its signal id is a new one. */
    Post.Writing next() {
        return session -> {
            Message message = body(session);
            String id = "gibberish-" + name + "-" + number.incrementAndGet();
            message.setStringProperty("signalId", random.nextInt(30) == 0 ? id + nonsense.hostile() : id);
            address(message);
            delay(message);
            for (int i = random.nextInt(4); i > 0; i--) {
                oddProperty(message);
            }
            return message;
        };
    }

    private void address(Message message) throws JMSException {
        if (random.nextInt(50) > 0) { // those without a group are taken one by one
            message.setStringProperty("JMSXGroupID", "group-" + random.nextInt(100));
        }
        if (random.nextInt(8) > 0) {
            message.setStringProperty(
                    "workflowId", nonsense.oneOf(List.of("odd-1", "odd-2", "odd-3", "nobody", nonsense.hostile())));
        }
        if (random.nextInt(8) > 0) {
            message.setStringProperty(
                    "signal", nonsense.oneOf(List.of("add", "add", "fail!", "dance", nonsense.hostile())));
        }
        if (random.nextInt(2) > 0) {
            message.setStringProperty(
                    "workflowType", nonsense.oneOf(List.of("tally", "tally", "relay", "nowhere", nonsense.hostile())));
        }
        if (random.nextInt(4) == 0) {
            message.setStringProperty("holdFor", nonsense.oneOf(DURATIONS));
        }
        if (random.nextInt(8) == 0) {
            // the client takes no other type
            message.setIntProperty("JMSXGroupSeq", mayBeRefused ? nonsense.oneOf(SEQUENCES) : random.nextInt(1_000));
        }
        if (random.nextInt(4) == 0) {
            message.setJMSType(nonsense.hostile());
        }
        if (random.nextInt(4) == 0) {
            message.setJMSCorrelationID(nonsense.hostile());
        }
    }

    /** By the property in which the broker has it: the client's own way is one delay for all that a producer sends. */
    private void delay(Message message) throws JMSException {
        if (mayBeRefused && random.nextInt(10) == 0) {
            long delay = nonsense.oneOf(DELAYS);
            message.setLongProperty(
                    "_AMQ_SCHED_DELIVERY", Math.abs(delay) > 1_000_000 ? delay : System.currentTimeMillis() + delay);
        }
    }

    private void oddProperty(Message message) throws JMSException {
        String property = nonsense.oneOf(PROPERTIES);
        boolean onlyText = !mayBeRefused && property.startsWith("JMSX"); // for the AMQP client
        switch (onlyText ? 6 : random.nextInt(7)) {
            case 0 -> message.setIntProperty(property, random.nextInt());
            case 1 -> message.setBooleanProperty(property, random.nextBoolean());
            case 2 -> message.setDoubleProperty(property, random.nextDouble() / random.nextInt(2));
            case 3 -> message.setLongProperty(property, Long.MIN_VALUE);
            case 4 -> message.setByteProperty(property, (byte) 7);
            case 5 -> message.setDoubleProperty(property, Double.MAX_VALUE);
            default -> message.setStringProperty(property, nonsense.hostile());
        }
    }

    private Message body(Session session) throws JMSException {
        switch (random.nextInt(10)) {
            case 0 -> {
                return session.createMessage();
            }
            case 1 -> {
                return session.createObjectMessage(new ArrayList<>(List.of(nonsense.hostile())));
            }
            case 2 -> {
                StreamMessage stream = session.createStreamMessage();
                stream.writeString(nonsense.hostile());
                return stream;
            }
            case 3 -> {
                MapMessage map = session.createMapMessage();
                map.setObject("sender", random.nextBoolean() ? nonsense.hostile() : random.nextDouble());
                map.setBytes("number", new byte[random.nextInt(100)]);
                return map;
            }
            case 4, 5 -> {
                BytesMessage bytes = session.createBytesMessage();
                bytes.writeBytes(
                        random.nextBoolean()
                                ? nonsense.noise()
                                : nonsense.json().getBytes(StandardCharsets.UTF_16));
                return bytes;
            }
            default -> {
                return session.createTextMessage(nonsense.json());
            }
        }
    }
}
