package org.signalbox.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A flight recording of the server while something is measured. */
interface Recording {

    void start();

    void stop();

    static Recording none() {
        return new Recording() {
            @Override
            public void start() {}

            @Override
            public void stop() {}
        };
    }

    /** Into a file, by {@code jcmd} of this JDK. */
    static Recording of(long pid, Path file) {
        return new Recording() {
            @Override
            public void start() {
                jcmd(pid, "JFR.start", "name=bench", "settings=profile");
            }

            @Override
            public void stop() {
                jcmd(pid, "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
            }
        };
    }

    private static void jcmd(long pid, String... words) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid)));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkFailure("no flight recording: " + said.strip());
            }
        } catch (IOException e) {
            throw new BenchmarkFailure("no flight recording: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted", e);
        }
    }
}
