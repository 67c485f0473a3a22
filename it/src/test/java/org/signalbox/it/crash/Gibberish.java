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

    /** For logs, SQL, HTML, JSON, file systems and people. */
    private static final List<String> HOSTILE = List.of(
            "'; drop table journal; --",
            "\" or \"\"=\"",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "%s%n%x",
            "a\nb 2026-01-01 00:00:00,000 ERROR forged",
            "\r\n\r\n",
            "\0",
            "\u0007\u001b[31m",
            "../../etc/passwd",
            "\ud800",
            "\u202eright to left",
            "é\u0301\uD83D\uDE00",
            "-1",
            "NaN",
            "null",
            "true",
            " ",
            "",
            "x".repeat(5_000));

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

    private final Random random;
    private final String name;
    private final AtomicLong number = new AtomicLong();

    /** @param name of the sender, a part of the ids of all its signals */
    Gibberish(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
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
            message.setStringProperty("workflowId", oneOf(List.of("odd-1", "odd-2", "odd-3", "nobody", hostile())));
        }
        if (random.nextInt(8) > 0) {
            message.setStringProperty("signal", oneOf(List.of("add", "add", "fail!", "dance", hostile())));
        }
        if (random.nextInt(2) > 0) {
            message.setStringProperty("workflowType", oneOf(List.of("tally", "tally", "relay", "nowhere", hostile())));
        }
        if (random.nextInt(4) == 0) {
            message.setStringProperty("holdFor", oneOf(DURATIONS));
        }
        if (random.nextInt(8) == 0) {
            message.setIntProperty("JMSXGroupSeq", random.nextInt()); // the client takes no other type
        }
        if (random.nextInt(4) == 0) {
            message.setJMSType(hostile());
        }
        if (random.nextInt(4) == 0) {
            message.setJMSCorrelationID(hostile());
        }
    }

    private void oddProperty(Message message) throws JMSException {
        String property = oneOf(PROPERTIES);
        switch (random.nextInt(6)) {
            case 0 -> message.setIntProperty(property, random.nextInt());
            case 1 -> message.setBooleanProperty(property, random.nextBoolean());
            case 2 -> message.setDoubleProperty(property, random.nextDouble() / random.nextInt(2));
            case 3 -> message.setLongProperty(property, Long.MIN_VALUE);
            case 4 -> message.setByteProperty(property, (byte) 7);
            default -> message.setStringProperty(property, hostile());
        }
    }

    private Message body(Session session) throws JMSException {
        switch (random.nextInt(10)) {
            case 0 -> {
                return session.createMessage();
            }
            case 1 -> {
                return session.createObjectMessage(new ArrayList<>(List.of(hostile())));
            }
            case 2 -> {
                StreamMessage stream = session.createStreamMessage();
                stream.writeString(hostile());
                return stream;
            }
            case 3 -> {
                MapMessage map = session.createMapMessage();
                map.setObject("sender", random.nextBoolean() ? hostile() : random.nextDouble());
                map.setBytes("number", new byte[random.nextInt(100)]);
                return map;
            }
            case 4, 5 -> {
                BytesMessage bytes = session.createBytesMessage();
                bytes.writeBytes(random.nextBoolean() ? noise() : json().getBytes(StandardCharsets.UTF_16));
                return bytes;
            }
            default -> {
                return session.createTextMessage(json());
            }
        }
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(random.nextInt(50) == 0 ? 200_000 : 300)];
        random.nextBytes(noise);
        return noise;
    }

    private String json() {
        return switch (random.nextInt(10)) {
            case 0 -> "{\"sender\":\"" + name + "\",\"number\":" + random.nextInt() + "}";
            case 1 -> "{\"sender\":\"a\",\"sender\":\"b\",\"number\":1,\"number\":2}";
            case 2 -> "[".repeat(1 + random.nextInt(20_000));
            case 3 -> "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
            case 4 -> "{\"sender\":\"a\",\"number\":1e" + random.nextInt(1_000_000_000) + "}";
            case 5 -> "{\"sender\":\"a\",\"number\":" + "9".repeat(1 + random.nextInt(3_000)) + "}";
            case 6 -> "{\"sender\":\"" + hostile() + "\",\"number\":1}";
            case 7 -> "{\"sender\":\"a\",\"number\":1} trailing";
            case 8 -> "\uFEFF{\"sender\":\"a\",\"number\":1}";
            default -> hostile();
        };
    }

    private String hostile() {
        return oneOf(HOSTILE);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
