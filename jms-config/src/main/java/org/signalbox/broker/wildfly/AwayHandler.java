package org.signalbox.broker.wildfly;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Set;

/**
 * Tells callers of the application that it is not there, with 503, {@code Retry-After} and a problem that programs read. Those who
 * took a page for 404 as a refusal would drop what they wanted to send.
 *
 * <p>The application itself never answers with such a status and nothing else; the server does while it starts, stops or is suspended, or
 * the application is being replaced.
 */
public final class AwayHandler implements HttpHandler {

    private static final String PATH = "/signalbox";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Set<Integer> SERVERS_OWN =
            Set.of(StatusCodes.NOT_FOUND, StatusCodes.INTERNAL_SERVER_ERROR, StatusCodes.SERVICE_UNAVAILABLE);

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
            + "\"detail\":\"Signalbox is starting, stopping or not deployed. Repeat the call later.\","
            + "\"reason\":\"UNAVAILABLE\"}";

    private final HttpHandler next;

    /** @param next what handles the request */
    public AwayHandler(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRelativePath();
        if (path.equals(PATH) || path.startsWith(PATH + '/')) {
            exchange.addDefaultResponseListener(AwayHandler::answer);
            exchange.addResponseCommitListener(AwayHandler::commit);
        } else {
            exchange.addDefaultResponseListener(AwayHandler::correct);
        }
        next.handleRequest(exchange);
    }

    /** The host answers 503 for every path that belongs to no application, also for those that are not ours. */
    private static boolean correct(HttpServerExchange exchange) {
        boolean ofNoApplication = exchange.getResolvedPath().isEmpty();
        if (ofNoApplication
                && exchange.isResponseChannelAvailable()
                && exchange.getStatusCode() == StatusCodes.SERVICE_UNAVAILABLE) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
        }
        return false;
    }

    /** A request that is cut when the application stops may be answered before the listener for answers without a body is asked. */
    private static void commit(HttpServerExchange exchange) {
        if (exchange.getStatusCode() == StatusCodes.INTERNAL_SERVER_ERROR
                && !exchange.getResponseHeaders().contains(Headers.CONTENT_TYPE)) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
    }

    /** Called when there is no body. */
    private static boolean answer(HttpServerExchange exchange) {
        if (!exchange.isResponseChannelAvailable() || !SERVERS_OWN.contains(exchange.getStatusCode())) {
            return false;
        }
        exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
        exchange.getResponseSender().send(PROBLEM);
        return true;
    }
}
