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
            "signal",
            "workflowType",
            "startInput",
            "holdFor",
            "startIdReuse",
            "startMemo",
            "startDelay",
            "JMSXGroupID",
            "signalIdea",
            "x_y");

    private static final List<String> DURATIONS =
            List.of("PT1H", "P1D", "PT0S", "-PT1S", "P9999999999D", "tomorrow", "PT1H ", "1");

    private final Nonsense nonsense;
    private final Random random;
    private final String name;
    private final AtomicLong number = new AtomicLong();

    /** @param name of the sender, a part of the ids of all its signals */
    Gibberish(String name, long seed) {
        this.name = name;
        this.nonsense = new Nonsense(name, seed);
        this.random = nonsense.random();
    }

    /** One more message; its signal id is a new one. */
    Post.Writing next() {
        return session -> {
            Message message = body(session);
            message.setStringProperty("signalId", "gibberish-" + name + "-" + number.incrementAndGet());
            address(message);
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
            message.setIntProperty("JMSXGroupSeq", random.nextInt()); // the client takes no other type
        }
        if (random.nextInt(4) == 0) {
            message.setJMSType(nonsense.hostile());
        }
        if (random.nextInt(4) == 0) {
            message.setJMSCorrelationID(nonsense.hostile());
        }
    }

    private void oddProperty(Message message) throws JMSException {
        String property = nonsense.oneOf(PROPERTIES);
        switch (random.nextInt(6)) {
            case 0 -> message.setIntProperty(property, random.nextInt());
            case 1 -> message.setBooleanProperty(property, random.nextBoolean());
            case 2 -> message.setDoubleProperty(property, random.nextDouble() / random.nextInt(2));
            case 3 -> message.setLongProperty(property, Long.MIN_VALUE);
            case 4 -> message.setByteProperty(property, (byte) 7);
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
