package org.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void a_percentile_is_the_smallest_value_that_so_many_percent_do_not_exceed() {
        Percentiles hundred =
                new Percentiles(LongStream.rangeClosed(1, 100).map(n -> 101 - n).toArray());

        assertThat(hundred.of(50)).isEqualTo(50);
        assertThat(hundred.of(99)).isEqualTo(99);
        assertThat(hundred.of(99.5)).isEqualTo(100);
        assertThat(hundred.of(100)).isEqualTo(100);
    }

    @Test
    void a_single_value_is_every_percentile() {
        Percentiles single = new Percentiles(new long[] {7});

        assertThat(single.of(1)).isEqualTo(7);
        assertThat(single.of(100)).isEqualTo(7);
    }

    @Test
    void no_values_and_no_percentage_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Percentiles(new long[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Percentiles(new long[] {1}).of(0));
    }
}
