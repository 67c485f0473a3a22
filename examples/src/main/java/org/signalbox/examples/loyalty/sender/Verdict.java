package org.signalbox.examples.loyalty.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was expected of each customer and what was found.
 *
 * @param found has no entry for a customer of whom the server never told
 * @param allHandled when the last purchase was seen to be handled
 */
record Verdict(Map<String, Standing> expected, Map<String, Standing> found, Instant allHandled) {

    /** A customer whose standing is not what the file says. */
    record Wrong(String customer, Standing expected, Standing found) {}

    Verdict {
        expected = Map.copyOf(expected);
        found = Map.copyOf(found);
    }

    /** How many of the expected purchases were found; superfluous ones don't make up for missing ones. */
    static int handled(Map<String, Standing> expected, Map<String, Standing> found) {
        return expected.entrySet().stream()
                .mapToInt(customer -> Math.min(
                        customer.getValue().purchases(),
                        found.getOrDefault(customer.getKey(), Standing.NOTHING).purchases()))
                .sum();
    }

    int handled() {
        return handled(expected, found);
    }

    /** The wrong customers, by id. */
    List<Wrong> wrong() {
        return expected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(customer -> new Wrong(
                        customer.getKey(),
                        customer.getValue(),
                        found.getOrDefault(customer.getKey(), Standing.NOTHING)))
                .filter(customer -> !customer.expected().equals(customer.found()))
                .toList();
    }

    long reached(String level) {
        return found.values().stream()
                .filter(standing -> standing.level().equals(level))
                .count();
    }
}
