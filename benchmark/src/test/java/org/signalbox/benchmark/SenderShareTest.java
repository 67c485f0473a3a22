package org.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderShareTest {

    @Test
    void shares_have_every_instance_once() {
        int[] all = IntStream.range(0, 4)
                .mapToObj(n -> new Sender.Share(n, 4, 10))
                .flatMapToInt(share -> IntStream.range(0, share.size()).map(share::at))
                .sorted()
                .toArray();

        assertThat(all).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void a_ledger_numbers_the_signals_of_each_sender_to_each_instance() {
        Ledger ledger = new Ledger("bench", "x-", 2, 2);

        assertThat(ledger.next(0, 0)).isEqualTo(1);
        assertThat(ledger.next(0, 0)).isEqualTo(2);
        assertThat(ledger.next(0, 1)).isEqualTo(1);
        assertThat(ledger.next(1, 0)).isEqualTo(1);
        assertThat(ledger.sentTo(0)).isEqualTo(3);
        assertThat(ledger.sent()).isEqualTo(4);
        assertThat(ledger.instance(ledger.workflowId(1))).isEqualTo(1);
    }
}
