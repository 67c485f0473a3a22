package org.signalbox.benchmark;

import java.util.Optional;

/**
 * One line of the result.
 *
 * @param key its stable name in the JSON file
 * @param what for people
 * @param note how it came about, or empty
 */
record Figure(String key, String what, double value, String unit, Optional<Target> target, String note) {

    static Figure of(String key, String what, double value, String unit) {
        return new Figure(key, what, value, unit, Optional.empty(), "");
    }

    Figure against(Target asked) {
        return new Figure(key, what, value, unit, Optional.of(asked), note);
    }

    Figure noting(String remark) {
        return new Figure(key, what, value, unit, target, remark);
    }
}
