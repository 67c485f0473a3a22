package org.signalbox.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.security.api.SecurityContext;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses log-ins during the pause that {@link FailedLogIns} demands, before any password is looked at. */
final class LogInGuard implements HttpHandler {

    /** The beginning of the body, not to be changed. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static final AttachmentKey<List<PooledByteBuffer>> BODY = (AttachmentKey) AttachmentKey.create(List.class);

    private static final Pattern BASIC = Pattern.compile("(?i)basic +(\\S+) *");
    private static final Pattern FORM_USER = Pattern.compile("(?:^|&)j_username=([^&]*)");
    private static final Pattern FORM_PASSWORD = Pattern.compile("(?:^|&)j_password=([^&]*)");
    private static final int LONGEST_FORM = 8_192;

    private final HttpHandler next;
    private final FailedLogIns failures;
    private final GuardLog log;

    LogInGuard(HttpHandler next, FailedLogIns failures, GuardLog log) {
        this.next = next;
        this.failures = failures;
        this.log = log;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Optional<LogIn> logIn = logIn(exchange);
        if (logIn.isEmpty()) {
            next.handleRequest(exchange);
            return;
        }
        LogIn tried = logIn.get();
        long pause = failures.pause(tried.attempt(), tried.credentials());
        if (pause > 0) {
            refuse(exchange, tried, pause);
            return;
        }
        exchange.addResponseCommitListener(answer -> judge(answer, tried));
        next.handleRequest(exchange);
    }

    /** A page that shows the form to whom it does not know answers 200 to a wrong password in the header as well. */
    private void judge(HttpServerExchange answer, LogIn tried) {
        SecurityContext context = answer.getSecurityContext();
        if (context != null && context.getAuthenticatedAccount() != null) {
            failures.succeeded(tried.attempt(), tried.credentials());
        } else if (context != null || tried.form() || answer.getStatusCode() == StatusCodes.UNAUTHORIZED) {
            int count = failures.failed(tried.attempt(), tried.credentials());
            log.failed(tried.attempt(), tried.path(), count, FailedLogIns.pauseAfter(count));
        }
    }

    private static void refuse(HttpServerExchange exchange, LogIn tried, long pause) {
        String why = "Too many failed log-ins of this user from this address. Try again in " + pause + " s.";
        exchange.setStatusCode(StatusCodes.TOO_MANY_REQUESTS);
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, pause);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, tried.form() ? "text/html" : "application/problem+json");
        exchange.getResponseSender()
                .send(
                        tried.form()
                                ? "<!DOCTYPE html><html lang=\"en\"><title>Log in</title><h1>Log in</h1><p>" + why
                                        + "</p></html>"
                                : "{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,\"detail\":\""
                                        + why + "\",\"reason\":\"FAILED_LOG_INS\"}");
    }

    private static Optional<LogIn> logIn(HttpServerExchange exchange) {
        Optional<Attempted> attempted =
                exchange.getRequestPath().endsWith("/j_security_check") ? byForm(exchange) : byHeader(exchange);
        return attempted.map(given -> {
            InetAddress address = exchange.getSourceAddress() == null
                    ? InetAddress.getLoopbackAddress()
                    : exchange.getSourceAddress().getAddress();
            byte[] bytes = address == null ? new byte[4] : address.getAddress();
            return new LogIn(
                    FailedLogIns.Attempt.of(given.user(), bytes),
                    given.credentials(),
                    given.form(),
                    exchange.getRequestPath());
        });
    }

    private static Optional<Attempted> byHeader(HttpServerExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        Matcher basic = BASIC.matcher(header == null ? "" : header);
        if (!basic.matches()) {
            return Optional.empty();
        }
        try {
            String both = new String(Base64.getDecoder().decode(basic.group(1)), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return Optional.of(new Attempted(colon < 0 ? both : both.substring(0, colon), both, false));
        } catch (IllegalArgumentException noBase64) {
            return Optional.of(new Attempted("", header == null ? "" : header, false));
        }
    }

    /** A form that is longer than any user and password is judged by its address alone. */
    private static Optional<Attempted> byForm(HttpServerExchange exchange) {
        List<PooledByteBuffer> body = exchange.getAttachment(BODY);
        String text = body == null || body.isEmpty()
                ? ""
                : StandardCharsets.ISO_8859_1
                        .decode(body.get(0).getBuffer().asReadOnlyBuffer())
                        .toString();
        String form = text.length() > LONGEST_FORM ? "" : text;
        String user = field(FORM_USER, form);
        return Optional.of(new Attempted(user, user + ":" + field(FORM_PASSWORD, form), true));
    }

    private static String field(Pattern name, String form) {
        Matcher found = name.matcher(form);
        if (!found.find()) {
            return "";
        }
        try {
            return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return found.group(1);
        }
    }

    private record Attempted(String user, String credentials, boolean form) {}

    private record LogIn(FailedLogIns.Attempt attempt, String credentials, boolean form, String path) {}
}
