package org.signalbox.engine.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;

/** Counts signals that were accepted in the wrong order. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class InversionStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    /** @return how many there are of the instance with this one */
    public long count(String workflowId, Instant now) {
        int known = em.createNativeQuery("update inversion set times = times + 1, last_at = ?2 where workflow_id = ?1")
                .setParameter(1, workflowId)
                .setParameter(2, now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        if (known == 0) {
            em.createNativeQuery("insert into inversion (workflow_id, times, last_at) values (?1, 1, ?2)")
                    .setParameter(1, workflowId)
                    .setParameter(2, now.atOffset(ZoneOffset.UTC))
                    .executeUpdate();
            return 1;
        }
        return ((Number) em.createNativeQuery("select times from inversion where workflow_id = ?1")
                        .setParameter(1, workflowId)
                        .getSingleResult())
                .longValue();
    }
}
