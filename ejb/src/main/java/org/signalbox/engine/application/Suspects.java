package org.signalbox.engine.application;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which code of authors' may end the server's process, judged by what former processes left behind. Kept in a file, because the
 * next end may come before the code is called again.
 *
 * <p>Code that called {@code System.exit} is guilty at once. Code that was being executed when the process ended is suspected: it
 * is called alone the next time. If the process ends while it is alone, it is guilty provided that it is known that nobody
 * killed the process; if that is not known, after three such ends. A process that was killed says nothing about any code.
 */
final class Suspects {

    private static final int GUILTY = 3;

    /** As a shell tells them: ended by SIGHUP, SIGINT, SIGKILL or SIGTERM. */
    private static final List<Integer> KILLS = List.of(128 + 1, 128 + 2, 128 + 9, 128 + 15);

    private final Optional<Path> file;
    private final Map<String, Integer> marks = new ConcurrentHashMap<>();

    private Suspects(Optional<Path> file) {
        this.file = file;
    }

    static Suspects none() {
        return new Suspects(Optional.empty());
    }

    /** Those of the file. */
    static Suspects read(Path file) throws IOException {
        Suspects suspects = new Suspects(Optional.of(file));
        if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                lines.filter(line -> line.matches("[0-9] .+"))
                        .forEach(line -> suspects.marks.put(line.substring(2), line.charAt(0) - '0'));
            }
        }
        return suspects;
    }

    /**
     * Judges what a process left behind.
     *
     * @param status with which it ended, if that is known
     */
    void judge(RunningCodeFile.Content content, OptionalInt status) {
        boolean killed = status.isPresent() && KILLS.contains(status.getAsInt());
        for (RunningCodeFile.Left left : content.left()) {
            if (left.exit()) {
                marks.put(left.key(), GUILTY);
            } else if (!content.orderly()) {
                int more = killed || !left.alone() ? 0 : status.isPresent() ? GUILTY : 1;
                marks.merge(left.key(), more, (before, added) -> Math.min(GUILTY, before + added));
            }
        }
        write();
    }

    boolean hasNone() {
        return marks.isEmpty();
    }

    boolean contains(String key) {
        return marks.containsKey(key);
    }

    boolean isGuilty(String key) {
        return marks.getOrDefault(key, 0) >= GUILTY;
    }

    /** Those that are not called any more. */
    List<String> guilty() {
        return marks.keySet().stream().filter(this::isGuilty).sorted().toList();
    }

    int size() {
        return marks.size();
    }

    /** It was called, and the process goes on; or its failure is recorded. */
    void clear(String key) {
        if (marks.remove(key) != null) {
            write();
        }
    }

    /** What is not on the disk is judged anew after the next end. */
    private synchronized void write() {
        if (file.isEmpty()) {
            return;
        }
        try {
            Path fresh = file.get().resolveSibling(file.get().getFileName() + ".new");
            Files.write(
                    fresh,
                    marks.entrySet().stream()
                            .map(e -> e.getValue() + " " + e.getKey())
                            .toList(),
                    StandardCharsets.UTF_8);
            Files.move(fresh, file.get(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            ApplicationLog.LOG.runningCodeNotNoted(e.toString());
        }
    }
}
