package org.signalbox.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** What a client reads; a thread that waits for it is counted. */
final class WatchedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private final BlockedThreads threads;
    private final HttpServerExchange exchange;
    private final Transfer transfer;

    WatchedSink(StreamSinkConduit next, BlockedThreads threads, HttpServerExchange exchange, Transfer transfer) {
        super(next);
        this.threads = threads;
        this.exchange = exchange;
        this.transfer = transfer;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) threads.moved(transfer, next.write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return threads.moved(transfer, next.write(sources, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        return (int) threads.moved(transfer, next.writeFinal(source));
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        return threads.moved(transfer, next.writeFinal(sources, offset, length));
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return threads.moved(transfer, next.transferFrom(source, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer through) throws IOException {
        return threads.moved(transfer, next.transferFrom(source, count, through));
    }

    @Override
    public void awaitWritable() throws IOException {
        threads.await(exchange, transfer, next::awaitWritable);
    }

    @Override
    public void awaitWritable(long time, TimeUnit unit) throws IOException {
        threads.await(
                exchange, transfer, (slice, of) -> next.awaitWritable(Math.min(of.convert(time, unit), slice), of));
    }
}
