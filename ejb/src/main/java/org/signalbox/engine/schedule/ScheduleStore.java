package org.signalbox.engine.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.signalbox.core.payload.StoredPayloads;
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

    private static final StoredPayloads.Places IN_DEFINITION =
            new StoredPayloads.Places(List.of("/start/input", "/signal/payload", "/signal/startInput"), List.of());

    private static final StoredPayloads.Places IN_PROGRESSION =
            new StoredPayloads.Places(List.of(), List.of("/trouble"));

    @Inject
    private StoredPayloads payloads;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    Optional<StoredSchedule> lock(String id) {
        return Optional.ofNullable(em.find(ScheduleEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .map(this::stored);
    }

    Optional<StoredSchedule> read(String id) {
        return Optional.ofNullable(em.find(ScheduleEntity.class, id)).map(this::stored);
    }

    /** In ascending order of their ids, behind that one. */
    List<StoredSchedule> list(String after, int limit) {
        return em.createQuery("select s from Schedule s where s.id > :after order by s.id", ScheduleEntity.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultStream()
                .map(this::stored)
                .toList();
    }

    /** In ascending order, behind that one. */
    List<String> ids(String after, int limit) {
        return em.createQuery("select s.id from Schedule s where s.id > :after order by s.id", String.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Makes the row if there is none. */
    void save(StoredSchedule schedule, Instant now) {
        ScheduleEntity row = em.find(ScheduleEntity.class, schedule.id());
        if (row == null) {
            row = new ScheduleEntity(schedule.id());
            em.persist(row);
        }
        row.definition = payloads.encodeIn(Json.write(schedule.definition()), owner(row.id), IN_DEFINITION);
        row.progression = payloads.encodeIn(Json.write(schedule.progression()), owner(row.id), IN_PROGRESSION);
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

    private StoredSchedule stored(ScheduleEntity row) {
        String definition = payloads.decodeIn(row.definition, owner(row.id), "payload", IN_DEFINITION);
        String progression = payloads.decodeIn(row.progression, owner(row.id), "last failure", IN_PROGRESSION);
        return new StoredSchedule(
                row.id, Definition.read(definition), (Progression) Json.read(progression, Progression.class));
    }

    /** No workflow id, so that a payload of a schedule can't be given out as one of an instance. */
    private static String owner(String schedule) {
        return "schedule\n" + schedule;
    }
}
