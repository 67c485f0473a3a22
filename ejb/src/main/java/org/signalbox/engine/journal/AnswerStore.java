package org.signalbox.engine.journal;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.instance.HotRows;

/** The rows of answers to updates. Needs the caller's transaction, and for writing the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AnswerStore {

    private static final String INSERT =
            "insert into answer (workflow_id, sequence, result, failure, answered_at) values (?, ?, ?, ?, ?)";

    private static final String SELECT = "select result, failure from answer"
            + " where workflow_id = any (?) and sequence = any (cast(? as bigint array))";

    private static final String NEWEST = "select sequence, result, failure from answer"
            + " where workflow_id = any (?) order by workflow_id desc, sequence desc limit ";

    @Inject
    private StoredPayloads payloads;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /** An answer is given once: by the turn in which the handler ends. */
    public void add(WorkflowId id, Command.Answer answer, Instant now) {
        HotRows.write(
                dataSource,
                INSERT,
                List.of(answer),
                (row, to) -> to.text(id.value())
                        .number(row.sequence())
                        .text(row.result()
                                .map(r -> payloads.encode(r, id.value()))
                                .orElse(null))
                        .text(row.failure()
                                .map(f -> payloads.encode(f, id.value()))
                                .orElse(null))
                        .time(now));
    }

    /** The answer to the update at that place. */
    public Optional<Command.Answer> find(WorkflowId id, long sequence) {
        List<Command.Answer> found = new ArrayList<>();
        String[] ids = {id.value()};
        String[] sequences = {String.valueOf(sequence)};
        HotRows.read(
                dataSource,
                SELECT,
                List.of(ids, sequences),
                row -> found.add(answer(id, sequence, row.getString(1), row.getString(2))));
        return found.stream().findFirst();
    }

    /** The newest answers of an instance, by the places of their updates. */
    public Map<Long, Command.Answer> newest(WorkflowId id, int limit) {
        Map<Long, Command.Answer> found = new HashMap<>();
        String[] ids = {id.value()};
        HotRows.read(dataSource, NEWEST + limit, List.<String[]>of(ids), row -> {
            long sequence = row.getLong(1);
            found.put(sequence, answer(id, sequence, row.getString(2), row.getString(3)));
        });
        return found;
    }

    private Command.Answer answer(WorkflowId id, long sequence, @Nullable String result, @Nullable String failure) {
        return new Command.Answer(
                sequence,
                decoded(result, id, sequence),
                decoded(failure, id, sequence).map(Undecodable::shown));
    }

    private Optional<String> decoded(@Nullable String stored, WorkflowId id, long sequence) {
        return Optional.ofNullable(stored).map(s -> payloads.decode(s, id.value(), "answer to update #" + sequence));
    }
}
