package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.SortedSet;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.instance.InstanceStore;

/**
 * The transaction that makes rows for instances to come, so that there is something to lock. It holds no other lock; a row
 * whose first turn never commits stays behind as expected, which nobody sees.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BirthTransaction {

    @Inject
    private InstanceStore instances;

    @Inject
    private Clock clock;

    /** Idempotent. */
    public void make(SortedSet<WorkflowId> ids) {
        instances.make(ids, clock.instant());
    }
}
