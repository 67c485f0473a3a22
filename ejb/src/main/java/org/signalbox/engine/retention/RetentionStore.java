package org.signalbox.engine.retention;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.signalbox.engine.instance.HotRows;

/** Deletes rows by their age. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class RetentionStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /**
     * Deletes the oldest ones.
     *
     * @return how many
     */
    public int forget(Kept what, Instant before, int limit) {
        List<?> rows = em.createNativeQuery(what.oldest(limit))
                .setParameter(1, Timestamp.from(before))
                .getResultList();
        HotRows.write(dataSource, what.deletion(), rows, (row, to) -> {
            for (Object column : (Object[]) row) {
                if (column instanceof Number number) {
                    to.number(number.longValue());
                } else {
                    to.text(column.toString());
                }
            }
        });
        return rows.size();
    }
}
