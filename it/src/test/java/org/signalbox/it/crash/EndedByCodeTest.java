package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.server.ServerFailure;
import org.signalbox.server.User;

/**
 * Author code that ends the process of its server. The test starts it again, as a supervisor does; what ended it is parked, failed
 * or refused then, and all others go on.
 */
class EndedByCodeTest {

    @Test
    void code_that_ends_the_process_is_not_called_a_third_time_and_others_go_on(@TempDir Path directory)
            throws Exception {
        try (Rig rig = Rig.h2(directory)) {
            rig.server().start();
            rig.post().send(List.of(wrecker("exit", "work", "exit"), wrecker("beside", "work", "none")));
            assertThat(ends(rig)).as("the server does not hang in its stop").isEqualTo(70);
            assertThat(startsUntil(rig, () -> isParked(rig, "exit"))).isEqualTo(1);

            rig.post().send(List.of(wrecker("halt", "work", "halt"), wrecker("beside", "work", "none")));
            assertThat(ends(rig)).isEqualTo(1);
            assertThat(startsUntil(rig, () -> isParked(rig, "halt"))).isLessThanOrEqualTo(2);

            rig.post().send(List.of(wrecker("activity", "delegate", "halt")));
            assertThat(ends(rig)).isEqualTo(1);
            assertThat(startsUntil(
                            rig, () -> text(rig, "wrecker-activity", "told").contains("ended the server's process")))
                    .isLessThanOrEqualTo(2);

            assertThat(asksToExit(rig)).isEqualTo(-1);
            assertThat(ends(rig)).isEqualTo(70);
            rig.server().start();
            assertThat(asksToExit(rig)).isEqualTo(500);

            eventually().until(() -> rig.query("wrecker-beside", "done") == 2);
            assertThat(rig.query("wrecker-activity", "done")).isOne();
            assertThat(detail(rig, "wrecker-exit").body()).contains("ended the server's process");
            assertThat(detail(rig, "wrecker-beside").json().has("parking")).isFalse();
            rig.server().stop();
        }
    }

    private static Post.Writing wrecker(String who, String signal, String how) {
        return Post.item(
                new Sent("wrecker-" + who, "wreck", System.nanoTime()), "wrecker", "", signal, "\"" + how + "\"");
    }

    private static int ends(Rig rig) {
        return rig.server().onExit().join();
    }

    /** As a supervisor that has a limit. */
    private static int startsUntil(Rig rig, Callable<Boolean> decided) throws Exception {
        int starts = 0;
        while (starts < 5) {
            starts++;
            try {
                rig.server().start();
                eventually().until(() -> !rig.server().isAlive() || decided.call());
            } catch (ServerFailure early) {
                // it ended before it was known to be ready
            }
            if (rig.server().isAlive()) {
                return starts;
            }
        }
        return starts;
    }

    private static boolean isParked(Rig rig, String who) {
        try {
            RestAnswer answer = detail(rig, "wrecker-" + who);
            return answer.status() == 200 && answer.body().contains("ended the server's process");
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    private static RestAnswer detail(Rig rig, String id) {
        return rig.rest(User.OPERATOR).callUnchecked(RestCall.get("instances", id));
    }

    private static String text(Rig rig, String id, String query) {
        try {
            return rig.rest(User.OPERATOR)
                    .callUnchecked(RestCall.get("instances", id, "queries", query))
                    .body();
        } catch (UncheckedIOException away) {
            return "";
        }
    }

    private static int asksToExit(Rig rig) {
        try {
            return rig.rest(User.OPERATOR)
                    .callUnchecked(RestCall.get("instances", "wrecker-beside", "queries", "ask")
                            .with("argument", "\"exit\""))
                    .status();
        } catch (UncheckedIOException away) {
            return -1;
        }
    }
}
