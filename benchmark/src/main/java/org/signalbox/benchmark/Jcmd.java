package org.signalbox.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands to the Java machine of another process, by {@code jcmd} of this JDK. */
final class Jcmd {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Jcmd() {}

    /** @return bytes of the heap in use, garbage included */
    static long heap(long pid) {
        Matcher used = USED.matcher(say(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new BenchmarkFailure("jcmd GC.heap_info does not tell what is used");
        }
        return Long.parseLong(used.group(1)) * 1024;
    }

    /** @return what it answers */
    static String say(long pid, String... words) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid)));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkFailure("jcmd " + words[0] + " says: " + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new BenchmarkFailure("no jcmd: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted", e);
        }
    }
}
