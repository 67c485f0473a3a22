package org.signalbox.engine.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.line.LineStore;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** A statement of every signal that looks through a whole table is right, and slower with every signal. */
class HotRowsPlanTest {

    static Stream<String> the_statements() {
        Instant now = Instant.EPOCH;
        SignalKey signal = new SignalKey(new WorkflowId("w"), new SignalId("s"));
        Stream<String> reading = Stream.concat(
                Stream.of(InstanceStore.LOCK, InstanceStore.LOCK_FREE, InstanceStore.EXISTING),
                JournalStore.remembered(List.of(signal), new HashMap<>()).stream()
                        .map(HotRows.Query::sql));
        Stream<String> receipts = Stream.of(
                        HeldStore.receipts(List.of(signal), new HashMap<>()),
                        JournalStore.standing(List.of(signal), new HashMap<>()),
                        UndeliverableStore.receipts(List.of(signal), new HashMap<>(), StoredPayloads.PLAIN))
                .map(HotRows.Query::sql);
        Stream<HotRows.Write<?>> writing = Stream.concat(
                Stream.of(
                        JournalStore.advanced(List.of(), now, StoredPayloads.PLAIN, 1),
                        JournalStore.ended(List.of(), now),
                        InstanceStore.changed(List.of(), now, StoredPayloads.PLAIN)),
                LineStore.changed(List.of(), now, StoredPayloads.PLAIN).stream());
        return Stream.concat(
                Stream.concat(reading, receipts),
                writing.map(HotRows.Write::sql).filter(sql -> !sql.startsWith("insert")));
    }

    @ParameterizedTest
    @MethodSource("the_statements")
    void h2_finds_the_rows_by_an_index(String sql) throws SQLException {
        assertThat(Plan.of(sql)).doesNotContain("tableScan").containsPattern("/\\* public\\.\\w+: ");
    }

    @Test
    void a_look_through_the_whole_table_would_be_noticed() throws SQLException {
        assertThat(Plan.of("select * from journal where payload = ?")).contains("tableScan");
    }
}
