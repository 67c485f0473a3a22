package org.signalbox.examples.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {

    @ParameterizedTest
    @CsvSource({
        "0, NONE, 5",
        "4, NONE, 1",
        "5, BRONZE, 10",
        "14, BRONZE, 1",
        "15, SILVER, 25",
        "40, GOLD, 60",
        "99, GOLD, 1",
        "100, PLATINUM, 0",
        "5000, PLATINUM, 0"
    })
    void the_level_follows_from_the_number_of_purchases(int purchases, Level level, int missing) {
        assertThat(Level.of(purchases)).isEqualTo(level);
        assertThat(level.missing(purchases)).isEqualTo(missing);
    }
}
