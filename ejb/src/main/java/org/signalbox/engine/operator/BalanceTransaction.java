package org.signalbox.engine.operator;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import org.signalbox.engine.application.OutageInterceptor;

/** The transactions that count; short ones, however much there is to be counted. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class BalanceTransaction {

    @Inject
    private BalanceStore balances;

    /** The next workflow ids behind that one. */
    public List<String> ids(String after, int limit) {
        return balances.ids(after, limit);
    }

    /** Of those workflow ids that there are, in their order. */
    public List<Balance> count(List<String> workflowIds) {
        return balances.count(workflowIds);
    }

    /** How many signals that wait for their delivery time have no instance. */
    public long delayedOfNobody() {
        return balances.delayedOfNobody();
    }

    /** How many signals without an instance have been deleted after their time. */
    public long prunedOfNobody() {
        return balances.prunedOfNobody();
    }

    /** How many undeliverable signals have no instance. */
    public long undeliverableOfNobody() {
        return balances.undeliverableOfNobody();
    }
}
