package org.signalbox.engine.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Outcome;
import org.signalbox.engine.gate.InversionTransaction;
import org.signalbox.engine.gate.ReceiptView;
import org.signalbox.engine.signal.BrokerNotes.Arrival;

/**
 * Notices signals of an instance that were accepted in another order than the broker received them, which must not happen.
 *
 * <p>It compares the order of the broker with the sequences that the instance gave, for the signals with one group and priority. It remembers the last signal of so many of them;
 * this costs no statement. Only what this server has accepted since its start is compared.
 */
@ApplicationScoped
public class Inversions {

    private static final int REMEMBERED = 50_000;

    private final Map<String, Accepted> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Accepted> eldest) {
            return size() > REMEMBERED;
        }
    };

    private InversionTransaction transaction;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Inversions() {}

    @Inject
    Inversions(InversionTransaction transaction) {
        this.transaction = transaction;
    }

    private record Accepted(String queue, long number, long sequence) {

        boolean isInverse(Accepted other) {
            return queue.equals(other.queue) && (number < other.number) != (sequence < other.sequence);
        }
    }

    /** @param receipt of the signal with that place in the broker's order */
    void note(Optional<Arrival> arrival, ReceiptView receipt) {
        if (arrival.isEmpty() || receipt.sequence().isEmpty() || receipt.outcome() == Outcome.DUPLICATE) {
            return;
        }
        String instance = receipt.workflowId().orElseThrow();
        Arrival place = arrival.get();
        Accepted accepted =
                new Accepted(place.queue(), place.number(), receipt.sequence().get());
        Accepted before = remember(instance + '\0' + place.scope(), accepted);
        if (before != null && before.isInverse(accepted) && transaction.count(instance) == 1) {
            SignalLog.LOG.inversion(instance, accepted.sequence(), before.sequence());
        }
    }

    private synchronized @Nullable Accepted remember(String key, Accepted accepted) {
        return last.put(key, accepted);
    }
}
