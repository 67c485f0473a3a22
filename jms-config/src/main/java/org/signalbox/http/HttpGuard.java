package org.signalbox.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The filter in front of everything that the web server serves. No client can keep others from being served: neither by sending a
 * request slowly, nor by reading an answer slowly, nor by guessing passwords.
 */
public final class HttpGuard implements HttpHandler {

    private final HttpHandler chain;

    /** Made by WildFly. */
    public HttpGuard(HttpHandler next) {
        this(next, Limits.standard(), System::nanoTime);
    }

    HttpGuard(HttpHandler next, Limits limits, LongSupplier nanoTime) {
        GuardLog log = new GuardLog(nanoTime);
        BlockedThreads reading = new BlockedThreads(limits.threads(), limits.idle(), log, nanoTime);
        BlockedThreads writing = new BlockedThreads(limits.threads(), limits.idle(), log, nanoTime);
        HttpHandler logIns = new LogInGuard(next, new FailedLogIns(nanoTime), log);
        HttpHandler bodies = new BodyBuffer(logIns, limits.body(), log);
        chain = exchange -> {
            reading.watchRequest(exchange);
            writing.watchResponse(exchange);
            OwnLocation.keep(exchange);
            bodies.handleRequest(exchange);
        };
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        chain.handleRequest(exchange);
    }

    /**
     * @param threads how many threads may wait for clients that send, and as many for clients that read
     * @param idle how long a client may send or read nothing
     * @param body how long the first {@value BodyBuffer#BUFFERS} buffers of a body may take
     */
    record Limits(int threads, Duration idle, Duration body) {

        static Limits standard() {
            return new Limits(
                    Integer.getInteger("signalbox.http.waiting-threads", 32),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20));
        }
    }
}
