package org.signalbox.it.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Random texts, bytes and JSON that mean harm or nothing. */
final class Nonsense {

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
            "x".repeat(5_000),
            "a\0b",
            "a\udc00b",
            "1e999999999",
            "-1E-999999999",
            "9".repeat(400),
            "9223372036854775808",
            "PT1E9S",
            "P106751991167301D");

    private final Random random;
    private final String name;
    private final List<String> hostile;

    /**
     * @param name of who sends it, in what looks like an item of a tally
     * @param anyText whether there may be text that can't be encoded, such as lone surrogates
     */
    Nonsense(String name, long seed, boolean anyText) {
        this.name = name;
        this.random = new Random(seed);
        this.hostile = HOSTILE.stream()
                .filter(text -> anyText || StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .toList();
    }

    Random random() {
        return random;
    }

    byte[] noise() {
        byte[] noise = new byte[random.nextInt(random.nextInt(50) == 0 ? 200_000 : 300)];
        random.nextBytes(noise);
        return noise;
    }

    String json() {
        return switch (random.nextInt(10)) {
            case 0 -> "{\"sender\":\"" + name + "\",\"number\":" + random.nextInt() + "}";
            case 1 -> "{\"sender\":\"a\",\"sender\":\"b\",\"number\":1,\"number\":2}";
            case 2 -> "[".repeat(1 + random.nextInt(20_000));
            case 3 -> "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
            case 4 -> "{\"sender\":\"a\",\"number\":1e" + random.nextInt(1_000_000_000) + "}";
            case 5 -> "{\"sender\":\"a\",\"number\":" + "9".repeat(1 + random.nextInt(3_000)) + "}";
            case 6 -> "{\"" + (random.nextBoolean() ? "sender" : hostile()) + "\":\"" + hostile() + "\",\"number\":1}";
            case 7 -> "{\"sender\":\"a\",\"number\":1} trailing";
            case 8 -> "\uFEFF{\"sender\":\"a\",\"number\":1}";
            default -> hostile();
        };
    }

    String hostile() {
        return oneOf(hostile);
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
