package org.signalbox.examples.loyalty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * What is written to a customer.
 *
 * <p>Its key depends on the customer and the occasion only: a repeated attempt makes a letter with the same key.
 *
 * @param key letters, digits, dots and dashes only, so that it can be a file name and a part of a Message-ID
 */
record Letter(String key, Customer to, String subject, String text) {

    private static final int LONGEST_READABLE_PART = 60;
    private static final int HASH_LENGTH = 24;

    static Letter levelReached(Customer customer, Level level) {
        return new Letter(
                key(customer, "level-" + level),
                customer,
                "You have reached the level " + level,
                "Dear %s,\r\n\r\nthank you for your purchases: you have reached the level %s.\r\n"
                        .formatted(customer.name(), level));
    }

    static Letter status(Customer customer, LocalDate day, LoyaltyStatus status) {
        String spent = status.spent().entrySet().stream()
                .map(sum -> sum.getValue().toPlainString() + " " + sum.getKey().getCurrencyCode())
                .collect(Collectors.joining(", "));
        return new Letter(
                key(customer, "status-" + day),
                customer,
                "Your status on " + day,
                "Dear %s,\r\n\r\nyou are on the level %s with %d purchases (%s).\r\n%s"
                        .formatted(
                                customer.name(),
                                status.level(),
                                status.purchases(),
                                spent.isEmpty() ? "nothing spent yet" : spent,
                                outlook(status)));
    }

    private static String outlook(LoyaltyStatus status) {
        return status.toNextLevel() == 0
                ? ""
                : "%d more, and you reach the next one.\r\n".formatted(status.toNextLevel());
    }

    /** The readable part may be cut or replaced; the hash of the whole keeps different customers apart. */
    private static String key(Customer customer, String occasion) {
        String readable = customer.id().replaceAll("[^A-Za-z0-9-]", "-");
        return readable.substring(0, Math.min(readable.length(), LONGEST_READABLE_PART)) + "." + occasion + "."
                + hash(customer.id() + "\n" + occasion);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
