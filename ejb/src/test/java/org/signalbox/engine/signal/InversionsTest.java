package org.signalbox.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.client.Outcome;
import org.signalbox.engine.gate.InversionTransaction;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.signal.BrokerNotes.Arrival;

/** What is an inversion, and what only looks like one. */
class InversionsTest {

    private final Map<String, Long> counted = new HashMap<>();
    private final Inversions inversions = new Inversions(new InversionTransaction() {
        @Override
        public long count(String workflowId) {
            return counted.merge(workflowId, 1L, Long::sum);
        }
    });

    @Test
    void each_signal_that_comes_before_one_that_the_broker_received_earlier_is_counted() {
        note("a", "q", "4 g", 7, 1, Outcome.HANDLED);
        note("a", "q", "4 g", 5, 2, Outcome.HANDLED);
        note("a", "q", "4 g", 6, 3, Outcome.ACCEPTED);
        note("a", "q", "4 g", 4, 4, Outcome.PARKED);
        note("b", "q", "4 g", 9, 1, Outcome.HANDLED);

        assertThat(counted).isEqualTo(Map.of("a", 2L));
    }

    @Test
    void two_sessions_that_note_their_signals_in_another_order_than_they_accepted_them_are_no_inversion() {
        note("a", "q", "4 g", 2, 2, Outcome.HANDLED);
        note("a", "q", "4 g", 1, 1, Outcome.HANDLED);

        assertThat(counted).isEmpty();
    }

    @Test
    void a_redelivered_signal_is_no_inversion() {
        note("a", "q", "4 g", 1, 1, Outcome.HANDLED);
        note("a", "q", "4 g", 2, 2, Outcome.HANDLED);
        note("a", "q", "4 g", 1, 1, Outcome.DUPLICATE);
        note("a", "q", "4 g", 2, 2, Outcome.DUPLICATE);
        note("a", "q", "4 g", 3, 3, Outcome.HANDLED);

        assertThat(counted).isEmpty();
    }

    @Test
    void other_priorities_groups_and_starts_of_the_broker_have_an_order_of_their_own() {
        note("a", "q", "4 g", 5, 1, Outcome.HANDLED);
        note("a", "q", "9 g", 3, 2, Outcome.HANDLED);
        note("a", "q", "4 null", 2, 3, Outcome.HANDLED);
        note("a", "q", "4 g", 6, 4, Outcome.HANDLED);
        note("a", "restarted", "4 g", 1, 5, Outcome.HANDLED);

        assertThat(counted).isEmpty();
    }

    @Test
    void what_is_held_or_refused_has_no_place_in_the_order() {
        note("a", "q", "4 g", 5, 1, Outcome.HANDLED);
        inversions.note(Optional.of(new Arrival("q", "4 g", 2)), receipt("a", Optional.empty(), Outcome.HELD));
        inversions.note(Optional.of(new Arrival("q", "4 g", 1)), receipt("a", Optional.empty(), Outcome.REJECTED));
        inversions.note(Optional.empty(), receipt("a", Optional.of(2L), Outcome.HANDLED));
        note("a", "q", "4 g", 6, 3, Outcome.HANDLED);

        assertThat(counted).isEmpty();
    }

    private void note(String id, String queue, String scope, long number, long sequence, Outcome outcome) {
        inversions.note(Optional.of(new Arrival(queue, scope, number)), receipt(id, Optional.of(sequence), outcome));
    }

    private static ReceiptView receipt(String id, Optional<Long> sequence, Outcome outcome) {
        return new ReceiptView(
                Optional.of("s"),
                Optional.of(id),
                Optional.of(1),
                sequence,
                outcome,
                Optional.empty(),
                Optional.empty(),
                "");
    }
}
