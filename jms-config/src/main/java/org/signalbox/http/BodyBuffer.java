package org.signalbox.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads a body, or the first {@value #BUFFERS} buffers of it, before a thread is given to the request. Most bodies are no longer, so a
 * client that sends half a request takes up a connection and some memory, but no thread.
 */
final class BodyBuffer implements HttpHandler {

    /** Of 16 KB each. */
    static final int BUFFERS = 2;

    private final HttpHandler next;
    private final Duration longest;
    private final GuardLog log;

    BodyBuffer(HttpHandler next, Duration longest, GuardLog log) {
        this.next = next;
        this.longest = longest;
        this.log = log;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        // who asks whether to send has sent nothing yet
        if (exchange.isRequestComplete() || HttpContinue.requiresContinueResponse(exchange.getRequestHeaders())) {
            next.handleRequest(exchange);
            return;
        }
        Reading reading = new Reading(exchange, exchange.getRequestChannel());
        boolean enough;
        try {
            enough = reading.isEnough();
        } catch (IOException e) {
            exchange.setStatusCode(
                    e instanceof RequestTooBigException
                            ? StatusCodes.REQUEST_ENTITY_TOO_LARGE
                            : StatusCodes.BAD_REQUEST);
            exchange.setPersistent(false);
            exchange.endExchange();
            return;
        }
        if (enough) {
            reading.giveBack();
            next.handleRequest(exchange);
        } else {
            reading.goOnWithoutThread();
        }
    }

    /** Used by the I/O thread of the connection only. */
    private final class Reading {

        private final HttpServerExchange exchange;
        private final StreamSourceChannel channel;
        private final List<PooledByteBuffer> full = new ArrayList<>();
        private PooledByteBuffer current;
        private boolean over;

        Reading(HttpServerExchange exchange, StreamSourceChannel channel) {
            this.exchange = exchange;
            this.channel = channel;
            current = allocate();
        }

        private PooledByteBuffer allocate() {
            return exchange.getConnection().getByteBufferPool().allocate();
        }

        /** Reads what is there. */
        boolean isEnough() throws IOException {
            try {
                while (full.size() < BUFFERS) {
                    ByteBuffer buffer = current.getBuffer();
                    int count = channel.read(buffer);
                    if (count == 0 && buffer.hasRemaining()) {
                        return false;
                    }
                    if (count < 0 || !buffer.hasRemaining()) {
                        buffer.flip();
                        full.add(current);
                        if (count < 0) {
                            return true;
                        }
                        current = allocate();
                    }
                }
                current.close();
                return true;
            } catch (IOException | RuntimeException e) {
                free();
                throw e;
            }
        }

        /** To whoever reads the body then. */
        void giveBack() {
            over = true;
            full.stream()
                    .filter(buffer -> !buffer.getBuffer().hasRemaining())
                    .toList()
                    .forEach(empty -> {
                        full.remove(empty);
                        empty.close();
                    });
            if (!full.isEmpty()) {
                exchange.putAttachment(LogInGuard.BODY, List.copyOf(full));
                Connectors.ungetRequestBytes(
                        exchange, full.stream().map(BodyPart::new).toArray(PooledByteBuffer[]::new));
            }
            Connectors.resetRequestChannel(exchange);
        }

        void goOnWithoutThread() {
            XnioExecutor.Key deadline =
                    exchange.getIoThread().executeAfter(this::giveUp, longest.toMillis(), TimeUnit.MILLISECONDS);
            channel.getReadSetter().set(ready -> goOn(deadline));
            channel.resumeReads();
        }

        private void goOn(XnioExecutor.Key deadline) {
            if (over) {
                return;
            }
            try {
                if (isEnough()) {
                    deadline.remove();
                    channel.suspendReads();
                    giveBack();
                    Connectors.executeRootHandler(next, exchange);
                }
            } catch (IOException | RuntimeException e) {
                deadline.remove();
                over = true;
                exchange.setPersistent(false);
                IoUtils.safeClose(exchange.getConnection());
                exchange.endExchange();
            }
        }

        private void giveUp() {
            if (!over) {
                over = true;
                log.slow(exchange);
                free();
                IoUtils.safeClose(exchange.getConnection());
                exchange.endExchange();
            }
        }

        private void free() {
            full.forEach(PooledByteBuffer::close);
            full.clear();
            current.close();
        }
    }
}
