package org.signalbox.engine.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.payload.Json;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.Progression;
import org.signalbox.core.schedule.StoredSchedule;

/**
 * The rows of schedules. Needs the caller's transaction.
 *
 * <p>A row is changed only under its lock. Who locks an instance, too, has locked that before; so nobody waits in a circle.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ScheduleStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    Optional<StoredSchedule> lock(String id) {
        return Optional.ofNullable(em.find(ScheduleEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .map(ScheduleStore::stored);
    }

    Optional<StoredSchedule> read(String id) {
        return Optional.ofNullable(em.find(ScheduleEntity.class, id)).map(ScheduleStore::stored);
    }

    /** In ascending order of their ids, behind that one. */
    List<StoredSchedule> list(String after, int limit) {
        return em.createQuery("select s from Schedule s where s.id > :after order by s.id", ScheduleEntity.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultStream()
                .map(ScheduleStore::stored)
                .toList();
    }

    /** Makes the row if there is none. */
    void save(StoredSchedule schedule, Instant now) {
        ScheduleEntity row = em.find(ScheduleEntity.class, schedule.id());
        if (row == null) {
            row = new ScheduleEntity(schedule.id());
            em.persist(row);
        }
        row.definition = Json.write(schedule.definition());
        row.progression = Json.write(schedule.progression());
        row.wakeAt = schedule.wakeAt(now).orElse(null);
        em.flush();
    }

    /** @return false if there is none */
    boolean delete(String id) {
        ScheduleEntity row = em.find(ScheduleEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            return false;
        }
        em.remove(row);
        return true;
    }

    /**
     * Claims due schedules for this server.
     *
     * <p>Proof against two servers: both lock what they select and skip what the other has locked, and a claimed row is no
     * longer due for anyone until the claim has run out. A claim that is lost with its server thus only delays.
     */
    List<String> claim(Instant now, Instant until, int limit) {
        List<?> rows = em.createNativeQuery("select id from schedule where wake_at <= ?1 order by wake_at limit "
                        + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        for (Object id : rows) {
            em.createNativeQuery("update schedule set wake_at = ?1 where id = ?2")
                    .setParameter(1, Timestamp.from(until))
                    .setParameter(2, id)
                    .executeUpdate();
        }
        return rows.stream().map(Object::toString).toList();
    }

    private static StoredSchedule stored(ScheduleEntity row) {
        return new StoredSchedule(
                row.id, Definition.read(row.definition), (Progression) Json.read(row.progression, Progression.class));
    }
}
