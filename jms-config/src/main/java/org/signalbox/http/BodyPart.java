package org.signalbox.http;

import io.undertow.connector.PooledByteBuffer;
import java.nio.ByteBuffer;

/**
 * A part of a body that is given back to Undertow. Undertow closes it when the exchange is complete, and the servlet container may read what
 * is left of the body only then, which fails with a stack trace in the log: so a closed part is an empty one.
 */
final class BodyPart implements PooledByteBuffer {

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final PooledByteBuffer pooled;
    private volatile boolean closed;

    BodyPart(PooledByteBuffer pooled) {
        this.pooled = pooled;
    }

    @Override
    public ByteBuffer getBuffer() {
        return closed ? EMPTY : pooled.getBuffer();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pooled.close();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }
}
