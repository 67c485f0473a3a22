package org.signalbox.examples.loyalty;

import java.util.Arrays;

/** What a customer has reached, by the number of purchases. */
enum Level {
    NONE(0),
    BRONZE(5),
    SILVER(15),
    GOLD(40),
    PLATINUM(100);

    private final int threshold;

    Level(int threshold) {
        this.threshold = threshold;
    }

    static Level of(int purchases) {
        return Arrays.stream(values())
                .filter(level -> purchases >= level.threshold)
                .reduce(NONE, (lower, higher) -> higher);
    }

    /** How many purchases are missing to the next level; 0 on the highest. */
    int missing(int purchases) {
        return Arrays.stream(values())
                .filter(level -> level.compareTo(this) > 0)
                .findFirst()
                .map(next -> next.threshold - purchases)
                .orElse(0);
    }
}
