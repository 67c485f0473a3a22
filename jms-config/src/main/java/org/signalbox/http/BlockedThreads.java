package org.signalbox.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.xnio.IoUtils;

/**
 * Bounds how many threads wait at the same time for clients to send, or to read. One more, and the connection of the slowest client is
 * closed. So a client on a slow line goes on as long as there are threads, and no number of slow clients takes all of them. For a moment there
 * may be twice as many.
 */
final class BlockedThreads {

    /** How soon a thread notices that its client was given up. */
    private static final long SLICE_MILLIS = 50;

    private final int most;
    private final long idleNanos;
    private final GuardLog log;
    private final LongSupplier nanoTime;
    private final Set<Transfer> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

    BlockedThreads(int most, Duration idle, GuardLog log, LongSupplier nanoTime) {
        this.most = most;
        this.idleNanos = idle.toNanos();
        this.log = log;
        this.nanoTime = nanoTime;
    }

    void watchRequest(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            Transfer transfer = new Transfer();
            exchange.addRequestWrapper(
                    (factory, same) -> new WatchedSource(factory.create(), this, exchange, transfer));
        }
    }

    void watchResponse(HttpServerExchange exchange) {
        Transfer transfer = new Transfer();
        exchange.addResponseWrapper((factory, same) -> new WatchedSink(factory.create(), this, exchange, transfer));
    }

    /** Counts what has passed, and fails if the client was given up meanwhile. */
    synchronized long moved(Transfer transfer, long count) throws IOException {
        transfer.moved(count, nanoTime.getAsLong());
        if (transfer.isCut()) {
            throw new SlowClient();
        }
        return count;
    }

    /** Waits for a moment; who calls looks whether the channel is ready, and waits again. */
    void await(HttpServerExchange exchange, Transfer transfer, Wait wait) throws IOException {
        begin(transfer);
        try {
            wait.await(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            end(transfer);
        }
        refuseCut(exchange, transfer);
    }

    private void refuseCut(HttpServerExchange exchange, Transfer transfer) throws IOException {
        boolean cut;
        synchronized (this) {
            cut = transfer.isCut() || transfer.idle(nanoTime.getAsLong()) > idleNanos;
            if (cut) {
                transfer.cut();
            }
        }
        if (cut) {
            log.slow(exchange);
            IoUtils.safeClose(exchange.getConnection());
            throw new SlowClient();
        }
    }

    /** New ones are spared for a moment, unless there are too many of them. */
    synchronized void begin(Transfer transfer) {
        long now = nanoTime.getAsLong();
        transfer.waits(now);
        waiting.add(transfer);
        List<Transfer> living = waiting.stream().filter(one -> !one.isCut()).toList();
        long old = living.stream().filter(one -> !one.isNew(now)).count();
        if (old > most || living.size() > 2 * most) {
            living.stream()
                    .filter(one -> one.isNew(now) != old > most)
                    .min(Comparator.comparingDouble(one -> one.merit(now)))
                    .ifPresent(Transfer::cut);
        }
    }

    synchronized void end(Transfer transfer) {
        waiting.remove(transfer);
    }

    /** Waits until the channel is ready, or for the time given. */
    @FunctionalInterface
    interface Wait {
        void await(long time, TimeUnit unit) throws IOException;
    }

    /** The connection is closed. */
    private static final class SlowClient extends IOException {

        private static final long serialVersionUID = 1L;

        SlowClient() {
            super("The client was too slow while others waited; its connection is closed");
        }
    }
}
