package org.signalbox.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The part of the server's log that is written from now on. */
record Log(Path file, long start) {
    private static final int TAIL_LINES = 40;
    private static final int TAIL_BYTES = 64 * 1024;

    static Log from(Path file) throws IOException {
        return new Log(file, Files.exists(file) ? Files.size(file) : 0);
    }

    boolean says(String words) {
        return read(file, start).contains(words);
    }

    String tail() {
        return tailOf(read(file, start).lines().toList());
    }

    static String tailOf(Path file) {
        return tailOf(read(file, 0).lines().toList());
    }

    private static String tailOf(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** From the given place, but no more than the last bytes. */
    private static String read(Path file, long from) {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // a rotated file is shorter than the place that we remember
            long begin = Math.max(channel.size() < from ? 0 : from, channel.size() - TAIL_BYTES);
            ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - begin));
            while (buffer.hasRemaining() && channel.read(buffer, begin + buffer.position()) >= 0) {}
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
