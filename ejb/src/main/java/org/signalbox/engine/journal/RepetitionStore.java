package org.signalbox.engine.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.signalbox.client.WorkflowId;

/** Counts repeated signals. Needs the caller's transaction and the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class RepetitionStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    /** One more. The lock keeps others from making the same row: what is repeated has an instance, if only an expected one. */
    public void count(WorkflowId id) {
        int counted = em.createNativeQuery("update repetition set times = times + 1 where workflow_id = ?1")
                .setParameter(1, id.value())
                .executeUpdate();
        if (counted == 0) {
            em.createNativeQuery("insert into repetition (workflow_id, times) values (?1, 1)")
                    .setParameter(1, id.value())
                    .executeUpdate();
        }
    }
}
