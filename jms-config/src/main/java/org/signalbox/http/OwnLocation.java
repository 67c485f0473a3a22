package org.signalbox.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Redirects and the addresses of new resources name no host. The header {@code Host} is the caller's word; with it, a forged request
 * would lead elsewhere, and behind a proxy it would be the wrong one.
 */
final class OwnLocation {

    private OwnLocation() {}

    static void keep(HttpServerExchange exchange) {
        exchange.addResponseCommitListener(answer -> {
            String location = answer.getResponseHeaders().getFirst(Headers.LOCATION);
            if (location != null) {
                answer.getResponseHeaders()
                        .put(
                                Headers.LOCATION,
                                withoutHost(location, answer.getRequestHeaders().getFirst(Headers.HOST)));
            }
        });
    }

    /** The path of an address that begins with the host that the caller has named; any other address as it is. */
    static String withoutHost(String location, @Nullable String host) {
        if (host == null) {
            return location;
        }
        String known = location.toLowerCase(Locale.ROOT);
        for (String scheme : new String[] {"http://", "https://"}) {
            String own = scheme + host.toLowerCase(Locale.ROOT);
            if (known.startsWith(own + "/")) {
                return location.substring(own.length());
            }
        }
        return location;
    }
}
