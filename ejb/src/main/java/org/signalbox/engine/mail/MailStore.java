package org.signalbox.engine.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.instance.HotRows;

/**
 * The rows of mail. Needs the caller's transaction, and for sending on an instance's behalf its lock.
 *
 * <p>Proof of order: the numbers of what an instance asks for are given under its lock, so they become visible in their order.
 * Whoever brings its mail takes it in that order and goes on only after what he has brought is committed. So there may be
 * several of them, on several servers: before one of them brings what is later, he has found that what is earlier has been
 * brought.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class MailStore {

    private static final String INSERT =
            "insert into mail (workflow_id, kind, target, content, wake_at) values (?, ?, ?, ?, ?)";

    @Inject
    private StoredPayloads payloads;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /** Mail with the one on whose behalf it is sent. */
    public record Sent(WorkflowId from, Mail mail) {}

    /** @param wakeAt when a sweep brings it if nobody has by then */
    public void send(Collection<Sent> mail, Instant wakeAt) {
        HotRows.write(dataSource, INSERT, mail, (sent, to) -> {
            to.text(sent.from.value()).text(sent.mail.kind().name());
            to.text(sent.mail.to().value())
                    .text(payloads.encode(sent.mail.write(), sent.from.value()))
                    .time(wakeAt);
        });
    }

    /**
     * The first mail of an instance, in its order, as far as it can be decoded: what is behind that must not overtake it.
     *
     * @throws Undecodable if it is the very first that can't be
     */
    public List<Letter> of(WorkflowId from, int limit) {
        List<?> rows = em.createNativeQuery(
                        "select number, kind, content from mail where workflow_id = ?1 order by number limit " + limit)
                .setParameter(1, from.value())
                .getResultList();
        List<Letter> letters = new ArrayList<>();
        for (Object row : rows) {
            Object[] column = (Object[]) row;
            String content = payloads.decode(column[2].toString(), from.value(), "mail");
            if (!letters.isEmpty() && Undecodable.isMarked(content)) {
                break;
            }
            letters.add(letter(from, column, content));
        }
        return letters;
    }

    private static Letter letter(WorkflowId from, Object[] column, String content) {
        Mail.Kind kind = Mail.Kind.valueOf(column[1].toString());
        return new Letter(from, ((Number) column[0]).longValue(), Mail.read(kind, content));
    }

    /**
     * Takes mail away in the transaction in which it takes effect.
     *
     * <p>Proof of once: the row can be deleted by one transaction only; another one waits here until that has ended.
     *
     * @return false if it has taken effect before
     */
    public boolean take(Letter letter) {
        return em.createNativeQuery("delete from mail where workflow_id = ?1 and number = ?2")
                        .setParameter(1, letter.from().value())
                        .setParameter(2, letter.number())
                        .executeUpdate()
                > 0;
    }

    /**
     * Claims instances whose mail someone has to look at, on behalf of this server.
     *
     * @param until when another server may look again if this one dies meanwhile
     */
    @SuppressWarnings("unchecked")
    public List<WorkflowId> claim(Instant now, Instant until, int limit) {
        List<String> due = em.createNativeQuery(
                        "select workflow_id from mail where wake_at <= ?1 order by wake_at limit " + limit
                                + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        List<String> ids = due.stream().distinct().toList();
        for (String id : ids) {
            em.createNativeQuery("update mail set wake_at = ?1 where workflow_id = ?2 and wake_at <= ?3")
                    .setParameter(1, Timestamp.from(until))
                    .setParameter(2, id)
                    .setParameter(3, Timestamp.from(now))
                    .executeUpdate();
        }
        return ids.stream().map(WorkflowId::new).toList();
    }

    /**
     * Has mail brought now that waits for longer than a claim lasts: the clock that decided so was ahead.
     *
     * @param claimEnd when a claim of now would end
     * @return how many; if as many as the limit, there may be more
     */
    public int free(Instant now, Instant claimEnd, int limit) {
        List<?> numbers = em.createNativeQuery(
                        "select number from mail where wake_at > ?1 limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(claimEnd))
                .getResultList();
        for (Object number : numbers) {
            em.createNativeQuery("update mail set wake_at = ?1 where number = ?2")
                    .setParameter(1, Timestamp.from(now))
                    .setParameter(2, number)
                    .executeUpdate();
        }
        return numbers.size();
    }
}
