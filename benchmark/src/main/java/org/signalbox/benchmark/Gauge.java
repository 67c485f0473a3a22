package org.signalbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.signalbox.server.ServerProcess;

/** Looks at a server again and again while something is measured, and keeps the most it has seen. */
final class Gauge implements AutoCloseable {
    private static final long EVERY_SECONDS = 5;

    private final ServerProcess server;
    private final Path pages;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::look, "gauge");
    private volatile long heap;
    private volatile long paged;

    /** @param pages where the server's broker puts messages that have no place in its memory */
    Gauge(ServerProcess server, Path pages) {
        this.server = server;
        this.pages = pages;
        thread.start();
    }

    /** Bytes of the heap in use, garbage included. */
    long heap() {
        return heap;
    }

    /** Bytes of messages on disk instead of in memory. */
    long paged() {
        return paged;
    }

    private void look() {
        try {
            do {
                heap = Math.max(heap, Jcmd.heap(server.pid()));
                paged = Math.max(paged, size());
            } while (!ending.await(EVERY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pages that are read are removed meanwhile. */
    private long size() {
        try (Stream<Path> files = Files.walk(pages)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted", e);
        }
    }
}
