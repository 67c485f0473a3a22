package org.signalbox.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock of one server's process, which can be stepped while the process runs, as {@code date -s} does for a machine.
 * Its monotonic clock stays right. Needs a C compiler ({@code cc}) and Linux.
 */
public final class SteppedClock {

    /** So that a build that must not skip these tests does not. */
    private static final boolean REQUIRED = Boolean.parseBoolean(System.getenv("SIGNALBOX_REQUIRE_COMPILER"));

    private final Path library;
    private final Path offset;

    private SteppedClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /**
     * Compiles what steps the clock.
     *
     * @param directory where that lies while the server runs
     * @return empty, with a line of output, if there is no compiler
     */
    public static Optional<SteppedClock> in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path library = directory.resolve("stepped_clock.so");
            Optional<String> failure = compile(directory, library);
            if (failure.isPresent() && REQUIRED) {
                throw new IllegalStateException("SIGNALBOX_REQUIRE_COMPILER is set, but " + failure.get());
            }
            if (failure.isPresent()) {
                System.out.println("No clock is stepped: " + failure.get());
                return Optional.empty();
            }
            SteppedClock clock = new SteppedClock(library, directory.resolve("clock-offset"));
            clock.setTo(Duration.ZERO);
            return Optional.of(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what is wrong; empty if nothing is */
    private static Optional<String> compile(Path directory, Path library) throws IOException {
        Path source = directory.resolve("stepped_clock.c");
        try (InputStream in =
                Objects.requireNonNull(SteppedClock.class.getResourceAsStream("/clock/stepped_clock.c"))) {
            Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
        }
        Path output = directory.resolve("cc.txt");
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!compiler.waitFor(1, TimeUnit.MINUTES)) {
                compiler.destroyForcibly();
                return Optional.of("the C compiler 'cc' does not end.");
            }
            return compiler.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("the C compiler 'cc' fails: " + Files.readString(output));
        } catch (IOException e) {
            return Optional.of("there is no C compiler 'cc' (" + e.getMessage() + ").");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the server's process must have in its environment. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SIGNALBOX_CLOCK_OFFSET", offset.toString());
    }

    /** From now on the process's wall clock is wrong by so much. */
    public void setTo(Duration error) {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        number.putLong(error.toNanos()).flip();
        // in place: the process has mapped this very file
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(number, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
