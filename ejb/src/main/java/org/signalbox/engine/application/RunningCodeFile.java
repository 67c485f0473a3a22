package org.signalbox.engine.application;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file in which a server notes what code of authors' it is executing. It is mapped into memory: a note costs no system call,
 * and what was noted outlives the process however that ends, except together with the machine.
 *
 * <p>A header of one slot, then slots: state, whether the code asked for the end of the process, length and text of the key.
 */
final class RunningCodeFile {

    static final int SLOTS = 256;

    /** Of a key, in bytes. */
    static final int LONGEST = 1000;

    private static final int SIZE = 1024;
    private static final int EXIT = 1;
    private static final int LENGTH = 2;
    private static final int TEXT = 4;

    private static final byte FREE = 0;
    private static final byte RUNNING = 1;
    private static final byte ALONE = 2;

    private final ByteBuffer bytes;

    /**
     * Code that was being executed when the process ended.
     *
     * @param alone whether no other code was
     * @param exit whether it had asked for the end of the process
     */
    record Left(String key, boolean alone, boolean exit) {}

    /**
     * What a process left behind.
     *
     * @param orderly whether somebody else had ordered its end
     */
    record Content(boolean orderly, List<Left> left) {

        Content {
            left = List.copyOf(left);
        }
    }

    private RunningCodeFile(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** An empty one, in place of what is there. */
    static RunningCodeFile create(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(fresh, new byte[(SLOTS + 1) * SIZE]);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            return new RunningCodeFile(mapped);
        }
    }

    /** One that nobody will read. */
    static RunningCodeFile inMemory() {
        return new RunningCodeFile(ByteBuffer.allocate((SLOTS + 1) * SIZE));
    }

    static Content read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Content(false, List.of());
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Left> left = new ArrayList<>();
        for (int at = SIZE; at + SIZE <= bytes.capacity(); at += SIZE) {
            byte state = bytes.get(at);
            int length = bytes.getShort(at + LENGTH);
            if (state != FREE && length > 0 && length <= LONGEST) {
                byte[] text = new byte[length];
                bytes.get(at + TEXT, text);
                left.add(new Left(
                        new String(text, StandardCharsets.UTF_8), state == ALONE, bytes.get(at + EXIT) != FREE));
            }
        }
        return new Content(bytes.capacity() > 0 && bytes.get(0) != FREE, left);
    }

    /** @param slot free, and the caller's alone until {@link #end} */
    void begin(int slot, byte[] key, boolean alone) {
        int at = at(slot);
        int length = Math.min(key.length, LONGEST);
        bytes.put(at + EXIT, FREE);
        bytes.putShort(at + LENGTH, (short) length);
        bytes.put(at + TEXT, key, 0, length);
        bytes.put(at, alone ? ALONE : RUNNING); // last: a note is whole or none
    }

    void end(int slot) {
        bytes.put(at(slot), FREE);
    }

    /** The code in this slot asked for the end of the process. */
    void exit(int slot) {
        bytes.put(at(slot) + EXIT, RUNNING);
    }

    /** Nobody is alone any more. */
    void company() {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (bytes.get(at(slot)) == ALONE) {
                bytes.put(at(slot), RUNNING);
            }
        }
    }

    /** Somebody else ordered the end of the process. */
    void orderly() {
        bytes.put(0, RUNNING);
    }

    private static int at(int slot) {
        return (slot + 1) * SIZE;
    }
}
