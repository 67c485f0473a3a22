package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed again and again while parents start children and wait for them, and all of them signal each other. */
class FamilyDeathTest {

    private static final int MOTHERS = 10;
    private static final int DAUGHTERS = 30;
    private static final int KILLS = 3;
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void every_child_is_started_once_and_its_end_is_told_once_however_often_the_server_is_killed(
            @TempDir Path directory) throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        Random random = new Random(SEED);
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            List<Sent> sent = new ArrayList<>();
            rig.post().send(letters(sent));
            addWhatTheySendEachOther(sent);

            rig.killAgainAndAgain(
                    KILLS, random, "select count(*) from child where state = 'ENDED'", MOTHERS * DAUGHTERS);

            rig.settle(sent);
            assertThat(rig.faults(sent)).isEmpty();
            try (Connection connection = rig.open()) {
                Checker checker = new Checker(connection);
                assertThat(checker.texts("select status || ' ' || result from instance where type = 'mother'"))
                        .hasSize(MOTHERS)
                        .containsOnly(
                                "COMPLETED \"" + Collections.nCopies(DAUGHTERS, "grown") + " " + DAUGHTERS + "\"");
                assertThat(checker.texts("select status || ' ' || run from instance where type = 'daughter'"))
                        .hasSize(MOTHERS * DAUGHTERS)
                        .containsOnly("COMPLETED 1");
                assertThat(checker.texts("select workflow_id || ' ' || name from journal where kind = 'CHILD'"))
                        .hasSize(MOTHERS * DAUGHTERS)
                        .doesNotHaveDuplicates();
                assertThat(checker.number("select count(*) from journal where kind = 'RECEIPT'"))
                        .isEqualTo(MOTHERS * DAUGHTERS);
            }
        }
    }

    private static List<Post.Writing> letters(List<Sent> sent) {
        List<Post.Writing> letters = new ArrayList<>();
        for (int i = 1; i <= MOTHERS; i++) {
            Sent one = new Sent("mother-" + i, "wake", 1);
            sent.add(one);
            letters.add(Post.item(one, "mother", String.valueOf(DAUGHTERS), "wake", Post.json(one, "")));
        }
        return letters;
    }

    private static void addWhatTheySendEachOther(List<Sent> sent) {
        for (int i = 1; i <= MOTHERS; i++) {
            for (int n = 1; n <= DAUGHTERS; n++) {
                sent.add(new Sent("ledger", "mother-" + i, n));
                sent.add(new Sent("mother-" + i, "mother-" + i + "/" + n, 1));
            }
        }
    }
}
