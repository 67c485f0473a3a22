package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages that make no sense, among others that do. {@code -Dsignalbox.fuzz.messages} sends another number of them, {@code
 * -Dsignalbox.crash.seed} those of a former run.
 */
class FuzzTest {

    private static final int MESSAGES = Integer.getInteger("signalbox.fuzz.messages", 100_000);
    private static final int BATCH = 500;
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void what_makes_no_sense_is_kept_with_its_reason_and_disturbs_nobody(@TempDir Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            Gibberish gibberish = new Gibberish("g", SEED);
            List<Sent> sensible = new ArrayList<>();
            for (int first = 0; first < MESSAGES; first += BATCH) {
                List<Post.Writing> letters = new ArrayList<>(
                        Stream.generate(gibberish::next).limit(BATCH).toList());
                Sent one = new Sent("sensible-" + first % 7, "sensible", 1 + first / BATCH);
                sensible.add(one);
                letters.add(BATCH / 2, Post.item(one));
                rig.post().send(letters);
            }

            eventually().until(() -> rig.number(KNOWN), n -> n >= MESSAGES);

            assertThat(rig.number(KNOWN)).as("gibberish that is somewhere").isEqualTo(MESSAGES);
            assertThat(rig.number("select count(*) from undeliverable where coalesce(detail, '') = ''"))
                    .as("without a reason")
                    .isZero();
            try (Connection connection = rig.open()) {
                Checker checker = new Checker(connection);
                assertThat(checker.texts("select workflow_id || ' ' || signal_id from journal"
                                + " where signal_id like 'sensible-%' and state = 'HANDLED'"))
                        .containsExactlyInAnyOrderElementsOf(sensible.stream()
                                .map(s -> s.workflowId() + " " + s.signalId())
                                .toList());
                assertThat(checker.broken())
                        .filteredOn(fault -> fault.contains("sensible") || !fault.contains("order"))
                        .as("gibberish has no order")
                        .isEmpty();
            }
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(rig.server().isAlive()).isTrue();
            assertThat(rig.logLines("\tat "))
                    .as("lines of stack traces in the log")
                    .isZero();
            assertThat(Files.size(rig.server().log()))
                    .as("bytes of log: a line for each")
                    .isLessThan(400L * MESSAGES + 1_000_000);
            assertThat(Files.readString(rig.server().log(), StandardCharsets.ISO_8859_1))
                    .as("a line that a message wrote")
                    .doesNotContain("\nb 2026-01-01 00:00:00,000 ERROR forged");
        }
    }

    /** Of each a row, wherever it has come to. */
    private static final String KNOWN = "select (select count(*) from journal where signal_id like 'gibberish-%')"
            + " + (select count(*) from held_signal where signal_id like 'gibberish-%')"
            + " + (select count(*) from undeliverable where signal_id like 'gibberish-%')";
}
