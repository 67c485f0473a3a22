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
import org.signalbox.it.server.RestCall;
import org.signalbox.server.User;

/**
 * Messages that make no sense, among others that do: with NUL and lone surrogates in every field, extreme numbers, group sequences, delivery
 * times, used ids, and some that are too large, by the core protocol and by AMQP. {@code -Dsignalbox.fuzz.messages} sends another number of them, {@code
 * -Dsignalbox.crash.seed} those of a former run.
 */
class FuzzTest {

    private static final int MESSAGES = Integer.getInteger("signalbox.fuzz.messages", 40_000);
    private static final int BATCH = 500;
    private static final int AMQP_EVERY = 20;
    private static final int OVERSIZED = 4;
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void what_makes_no_sense_is_kept_with_its_reason_and_disturbs_nobody(@TempDir Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        try (Rig rig = Rig.postgreSql(
                directory, "-Dsignalbox.undeliverable.most=0", "-Dsignalbox.undeliverable.most-of-sender=0")) {
            rig.postgres().start();
            rig.server().start();
            Gibberish core = new Gibberish("g", SEED, true);
            Gibberish amqp = new Gibberish("amqp", SEED, false);
            ReusedIds reused = new ReusedIds(SEED);
            List<Sent> sensible = new ArrayList<>();
            rig.post().send(oversized());
            for (int first = 0; first < MESSAGES; first += BATCH) {
                boolean overAmqp = first / BATCH % AMQP_EVERY == AMQP_EVERY - 1;
                Gibberish gibberish = overAmqp ? amqp : core;
                List<Post.Writing> letters = new ArrayList<>(
                        Stream.generate(gibberish::next).limit(BATCH).toList());
                Sent one = new Sent("sensible-" + first % 7, "sensible", 1 + first / BATCH);
                sensible.add(one);
                letters.add(BATCH / 2, Post.item(one));
                (overAmqp ? rig.post().overAmqp() : rig.post()).send(letters);
                rig.post().send(reused.next());
            }
            long sent = (long) OVERSIZED + MESSAGES + sensible.size() + reused.sent();

            eventually().until(() -> rig.number(KNOWN), n -> n >= sent);
            eventually().until(() -> rig.number("select count(*) from delayed_signal") == 0);

            assertThat(rig.number(KNOWN)).as("messages that are somewhere").isEqualTo(sent);
            assertThat(rig.number("select count(*) from undeliverable where reason = 'UNPROCESSABLE'"))
                    .as("messages that nobody had thought of")
                    .isZero();
            assertThat(rig.number("select count(*) from undeliverable where reason = 'TOO_LARGE' and body is null"))
                    .isEqualTo(OVERSIZED);
            assertThat(rig.rest(User.VIEWER)
                            .call(RestCall.get("balances"))
                            .json()
                            .path("right")
                            .asBoolean())
                    .as("the engine's own sums")
                    .isTrue();
            assertThat(rig.number("select count(*) from undeliverable where coalesce(detail, '') = ''"))
                    .as("without a reason")
                    .isZero();
            try (Connection connection = rig.open()) {
                Checker checker = new Checker(connection);
                assertThat(reused.faults(checker)).isEmpty();
                assertThat(checker.texts("select workflow_id || ' ' || signal_id from journal"
                                + " where signal_id like 'sensible-%' and state = 'HANDLED'"))
                        .containsExactlyInAnyOrderElementsOf(sensible.stream()
                                .map(s -> s.workflowId() + " " + s.signalId())
                                .toList());
                assertThat(checker.broken())
                        .filteredOn(fault -> fault.contains("sensible") || !fault.contains("order"))
                        // what was refused for its used id is meant to be in both
                        .filteredOn(fault -> !fault.startsWith("signal in the journal and undeliverable: reused-"))
                        .as("gibberish has no order")
                        .isEmpty();
            }
            assertThat(rig.deadLetters()).containsExactly("in queue signals.dead: " + OVERSIZED);
            assertThat(rig.server().isAlive()).isTrue();
            assertThat(rig.traced()).as("stack traces in the log").isEmpty();
            assertThat(Files.size(rig.server().log()))
                    .as("bytes of log: a line for each")
                    .isLessThan(400L * MESSAGES + 1_000_000);
            assertThat(Files.readString(rig.server().log(), StandardCharsets.ISO_8859_1))
                    .as("a line that a message wrote")
                    .doesNotContain("\nb 2026-01-01 00:00:00,000 ERROR forged");
        }
    }

    private static List<Post.Writing> oversized() {
        return Stream.iterate(1, n -> n + 1)
                .limit(OVERSIZED)
                .map(n -> new Sent("oversized", "oversized", n))
                .map(s -> Post.item(s, "add", "[\"" + "a".repeat(5_000_000) + "\"]"))
                .toList();
    }

    /** Each message is counted once, wherever it has come to. */
    private static final String KNOWN = "select (select count(*) from journal where signal_id is not null)"
            + " + (select count(*) from held_signal)"
            + " + (select count(*) from delayed_signal)"
            + " + (select coalesce(sum(times), 0) from undeliverable)"
            + " + (select coalesce(sum(times), 0) from repetition)";
}
