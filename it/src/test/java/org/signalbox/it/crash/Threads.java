package org.signalbox.it.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the threads of another Java process are doing. */
final class Threads {

    private static final int FRAMES = 25;
    private static final String OURS = "org.signalbox.";

    private Threads() {}

    /** The stacks in which there is code of Signalbox, each with how many threads have it; the most frequent first. */
    static List<String> of(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "Thread.print")
                .redirectErrorStream(true)
                .start();
        String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Long> stacks = Arrays.stream(dump.split("\n\n"))
                .filter(thread -> thread.contains(OURS))
                .map(Threads::frames)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return stacks.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(stack -> stack.getValue() + " threads:\n" + stack.getKey())
                .toList();
    }

    /** Without what differs from thread to thread, and without what the containers do around it. */
    private static String frames(String thread) {
        return thread.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at "))
                .filter(line -> !line.contains("jdk.internal") && !line.contains("org.jboss") && !line.contains("weld"))
                .limit(FRAMES)
                .collect(Collectors.joining("\n"));
    }
}
