package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.BrokerState;
import org.signalbox.engine.application.BrokerWatch;

/**
 * Shows that no signal got lost: every one is handled, waits, is held, was a duplicate, or is undeliverable, and what instances
 * say of themselves fits to what there is.
 *
 * <p>It locks nothing and may be asked while the engine works. The sums of all are then not of one moment, those of each
 * instance are.
 */
@ApplicationScoped
public class Accounting {

    private static final int AT_ONCE = 500;

    @Inject
    private BalanceTransaction transaction;

    @Inject
    private BrokerWatch broker;

    /** Of all instances together, of those, at most as many as wanted, where something is wrong, and of the broker. */
    public record Total(long instances, Balance sum, List<Balance> wrong, BrokerState broker) {

        public Total {
            wrong = List.copyOf(wrong);
        }

        /** Whether nothing is lost, and nothing sits at the broker that can't move. */
        public boolean isRight() {
            return wrong.isEmpty() && broker.isRight();
        }
    }

    /**
     * Of one instance; empty if nothing is known of it. It takes as long as its journal is.
     *
     * @throws org.signalbox.client.Unavailable if the database can't be reached
     */
    public Optional<Balance> of(WorkflowId id) {
        return transaction.count(List.of(id.value())).stream().findFirst();
    }

    /**
     * Of all. It reads every journal.
     *
     * @throws org.signalbox.client.Unavailable if the database can't be reached
     */
    public Total ofAll(int mostWrong) {
        long instances = 0;
        Balance sum = Balance.ofNobody(
                transaction.delayedOfNobody(), transaction.undeliverableOfNobody(), transaction.prunedOfNobody());
        List<Balance> wrong = new ArrayList<>();
        List<String> ids = transaction.ids("", AT_ONCE);
        while (!ids.isEmpty()) {
            for (Balance balance : transaction.count(ids)) {
                instances++;
                sum = sum.plus(balance);
                if (!balance.isRight() && wrong.size() < mostWrong) {
                    wrong.add(balance);
                }
            }
            ids = transaction.ids(ids.get(ids.size() - 1), AT_ONCE);
        }
        return new Total(instances, sum, wrong, broker.state());
    }
}
