package org.signalbox.engine.instance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;

/** Where signals went that were addressed by a search attribute. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AddressStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    public Optional<WorkflowId> find(String key, SignalId signalId) {
        List<?> ids = em.createNativeQuery(
                        "select workflow_id from keyed_signal where business_key = ?1 and signal_id = ?2")
                .setParameter(1, key)
                .setParameter(2, signalId.value())
                .getResultList();
        return ids.stream().findFirst().map(id -> new WorkflowId(id.toString()));
    }

    /** @throws jakarta.persistence.PersistenceException if somebody else has decided on the same signal at the same time */
    public void keep(String key, SignalId signalId, WorkflowId id, Instant now) {
        em.createNativeQuery("insert into keyed_signal (business_key, signal_id, workflow_id, decided_at)"
                        + " values (?1, ?2, ?3, ?4)")
                .setParameter(1, key)
                .setParameter(2, signalId.value())
                .setParameter(3, id.value())
                .setParameter(4, Timestamp.from(now))
                .executeUpdate();
    }
}
