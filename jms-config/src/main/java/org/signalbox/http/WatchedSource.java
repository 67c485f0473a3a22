package org.signalbox.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** What a client sends; a thread that waits for it is counted. */
final class WatchedSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private final BlockedThreads threads;
    private final HttpServerExchange exchange;
    private final Transfer transfer;

    WatchedSource(StreamSourceConduit next, BlockedThreads threads, HttpServerExchange exchange, Transfer transfer) {
        super(next);
        this.threads = threads;
        this.exchange = exchange;
        this.transfer = transfer;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) threads.moved(transfer, next.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return threads.moved(transfer, next.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return threads.moved(transfer, next.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return threads.moved(transfer, next.transferTo(count, through, target));
    }

    @Override
    public void awaitReadable() throws IOException {
        threads.await(exchange, transfer, next::awaitReadable);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        threads.await(
                exchange, transfer, (slice, of) -> next.awaitReadable(Math.min(of.convert(time, unit), slice), of));
    }
}
