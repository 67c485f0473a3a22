package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.AddressStore;
import org.signalbox.engine.instance.InstanceStore;

/** The transaction that decides which instance a business key means for one signal. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class AddressTransaction {

    @Inject
    private InstanceStore instances;

    @Inject
    private AddressStore addresses;

    @Inject
    private Clock clock;

    /**
     * The instances that match, at most two. If it is one, this is decided for this signal for as long
     * as such decisions are kept.
     *
     * <p>Proof of once: handling the signal may change what matches, so that a redelivery would go elsewhere; but the decision
     * is committed before the signal is given to the instance, and a redelivery finds it, goes to the same instance, and is a
     * duplicate there. Two deliveries at once: the key of the row lets one commit, the other is rolled back and repeated.
     */
    public List<WorkflowId> matches(BusinessKey key) {
        Optional<WorkflowId> decided = addresses.find(key.fingerprint(), key.signalId());
        if (decided.isPresent()) {
            return List.of(decided.get());
        }
        List<WorkflowId> found = instances.list(key.filter(), 2).stream()
                .map(view -> view.instance().id())
                .toList();
        if (found.size() == 1) {
            addresses.keep(key.fingerprint(), key.signalId(), found.get(0), clock.instant());
        }
        return found;
    }
}
