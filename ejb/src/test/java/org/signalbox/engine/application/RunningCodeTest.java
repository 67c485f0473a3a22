package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.core.turn.ProcessEnded;

/** Real processes end here, in the ways in which code can end them. */
@Timeout(120)
class RunningCodeTest {

    private static final String KEY = "turn of instance a signal \u00e4\nb";

    @TempDir
    private Path data;

    /** Behaves as author code: tries in the order of their keys. */
    static final class Life {

        private Life() {}

        public static void main(String[] words) throws InterruptedException {
            RunningCode code = new RunningCode(Optional.of(Path.of(words[0])));
            code.begin();
            Readiness readiness = new Readiness();
            new ProcessEnd(code, readiness, new EngineSettings()).watch();
            CountDownLatch blocked = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(Life::pass)); // as a server waits for calls to return
            if (words[1].equals("beside")) {
                Thread beside = new Thread(() -> code.call("innocent", () -> {
                    blocked.countDown();
                    return pass();
                }));
                beside.setDaemon(true);
                beside.start();
                blocked.await();
            }
            code.call(KEY, () -> switch (words[2]) {
                case "exit" -> {
                    System.exit(0);
                    yield 0;
                }
                case "halt" -> {
                    Runtime.getRuntime().halt(1);
                    yield 0;
                }
                case "kill" -> {
                    kill(ProcessHandle.current().pid());
                    yield pass();
                }
                default -> 0;
            });
        }

        private static int pass() {
            try {
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES) ? 1 : 0;
            } catch (InterruptedException e) {
                return 0;
            }
        }
    }

    private static void kill(long process) {
        try {
            new ProcessBuilder("kill", "-9", Long.toString(process)).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void code_that_calls_exit_is_not_called_again() throws Exception {
        assertThat(live("beside", "exit"))
                .as("it does not wait for what would never end")
                .isEqualTo(70);

        refuses();
    }

    @Test
    void code_that_halts_is_not_called_a_third_time_if_it_is_known_that_nobody_killed_the_process() throws Exception {
        noteStatus(live("beside", "halt"));
        noteStatus(live("alone", "halt"));

        refuses();
    }

    @Test
    void without_a_launcher_it_takes_three_ends_while_it_was_alone() throws Exception {
        live("beside", "halt");
        for (int end = 1; end <= 3; end++) {
            live("alone", "halt");
        }

        refuses();
    }

    @Test
    void whoever_is_killed_from_outside_is_never_guilty() throws Exception {
        for (int kill = 1; kill <= 5; kill++) {
            int status = live("alone", "kill");
            assertThat(status).isEqualTo(137);
            noteStatus(status);
        }

        RunningCode code = life();
        assertThat(code.<String>call(KEY, () -> "called")).isEqualTo("called");
    }

    @Test
    void whoever_was_beside_is_never_guilty_and_is_no_suspect_after_it_was_called() throws Exception {
        noteStatus(live("beside", "halt"));
        RunningCode code = life();
        assertThat(code.<String>call("innocent", () -> "called")).isEqualTo("called");
        assertThat(code.<String>call(KEY, () -> "called")).isEqualTo("called");

        assertThat(Files.readString(data.resolve("signalbox-code/suspects"))).isEmpty();
    }

    @Test
    void what_is_guilty_can_be_tried_again_once_its_failure_is_recorded() throws Exception {
        live("alone", "exit");
        RunningCode code = life();
        assertThatExceptionOfType(ProcessEnded.class).isThrownBy(() -> code.call(KEY, () -> "called"));

        assertThat(code.<String>afterFailure(KEY, () -> "recorded")).isEqualTo("recorded");
        assertThat(code.<String>call(KEY, () -> "called")).isEqualTo("called");
    }

    @Test
    void suspected_code_is_alone_while_others_wait() throws Exception {
        live("alone", "halt");
        RunningCode code = life();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean otherCalled = new AtomicBoolean();
        Thread suspected = new Thread(() -> code.call(KEY, () -> {
            begun.countDown();
            return awaited(go);
        }));
        suspected.start();
        begun.await();
        Thread other = new Thread(() -> code.call("other", () -> {
            otherCalled.set(true);
            return 0;
        }));
        other.start();
        while (other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        assertThat(otherCalled).isFalse();
        assertThat(RunningCodeFile.read(data.resolve("signalbox-code/running")).left())
                .singleElement()
                .satisfies(left -> assertThat(left.alone()).isTrue());
        go.countDown();
        suspected.join();
        other.join();
        assertThat(otherCalled).isTrue();
    }

    @Test
    void a_planned_stop_while_suspected_code_is_called_does_not_count() throws Exception {
        live("alone", "halt");
        RunningCodeFile file = RunningCodeFile.create(data.resolve("signalbox-code/running"));
        file.begin(3, "slow".getBytes(java.nio.charset.StandardCharsets.UTF_8), true);
        file.orderly();
        noteStatus(0);

        assertThat(life().<String>call("slow", () -> "called")).isEqualTo("called");
    }

    @Test
    void more_calls_at_once_than_can_be_noted_are_called_nevertheless() {
        assertThat(nested(life(), 600)).isZero();
    }

    private static int nested(RunningCode code, int depth) {
        return depth == 0 ? 0 : code.call("depth " + depth + "x".repeat(depth), () -> nested(code, depth - 1));
    }

    private void refuses() {
        RunningCode code = life();
        assertThatExceptionOfType(ProcessEnded.class)
                .isThrownBy(() -> code.call(KEY, () -> "called"))
                .withMessageContaining("instance a signal");
        assertThat(code.<String>call("innocent", () -> "called")).isEqualTo("called");
    }

    private RunningCode life() {
        RunningCode code = new RunningCode(Optional.of(data));
        code.begin();
        return code;
    }

    private void noteStatus(int status) throws IOException {
        Files.writeString(data.resolve("exit-status"), status + "\n");
    }

    private static int awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return 0;
    }

    private int live(String company, String end) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Dsignalbox.exit.grace=PT0.2S",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Life.class.getName(),
                        data.toString(),
                        company,
                        end))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
