package org.signalbox.engine.gate;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.engine.application.Contended;
import org.signalbox.engine.undeliverable.RawSignal;

/**
 * Finds the instance of a signal that is addressed by a business key.
 *
 * <p>The instance is found before it is locked: the signal goes to the one that matched when it came, even if it has another
 * value by the time of its turn; if its run has ended by then, the signal is undeliverable as {@code CLOSED}.
 */
@ApplicationScoped
public class Addressing {

    @Inject
    private AddressTransaction transaction;

    @Inject
    private Catalog catalog;

    /**
     * The signal with its workflow id; one without a business key as it is.
     *
     * @throws Malformed {@code NO_MATCH}, {@code SEVERAL_MATCHES}, or what is wrong with the key
     * @throws org.signalbox.client.Unavailable if the database can't be reached
     */
    public RawSignal address(RawSignal raw) throws Malformed {
        if (raw.businessKey().isEmpty()) {
            return raw;
        }
        BusinessKey key = BusinessKey.of(raw, catalog);
        List<WorkflowId> matches = matches(key);
        if (matches.isEmpty()) {
            throw new Malformed(
                    Reason.NO_MATCH, "No instance of '" + key.workflowType() + "' with " + key.describe() + " runs.");
        }
        if (matches.size() > 1) {
            throw new Malformed(
                    Reason.SEVERAL_MATCHES,
                    "More than one instance of '" + key.workflowType() + "' with " + key.describe() + " runs, such as "
                            + matches + ".");
        }
        return raw.addressedTo(matches.get(0));
    }

    private List<WorkflowId> matches(BusinessKey key) {
        try {
            return transaction.matches(key);
        } catch (EJBException e) {
            if (!Conflict.isOfData(e) && !Conflict.isBehind(e)) {
                throw e;
            }
            return again(key);
        }
    }

    private List<WorkflowId> again(BusinessKey key) {
        try {
            return transaction.matches(key);
        } catch (EJBException e) {
            throw Conflict.isBehind(e) ? new Contended("The instance can't be looked up: " + e.getMessage(), e) : e;
        }
    }
}
