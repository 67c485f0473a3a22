package org.signalbox.it.server;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A call of the REST interface to be made, with whatever a program may get right or wrong. Immutable. */
public record RestCall(String method, String path, Map<String, String> headers, BodyPublisher body) {

    /** @param segments of the path, not encoded */
    public static RestCall get(String... segments) {
        return of("GET", path(segments));
    }

    /** @param segments of the path, not encoded */
    public static RestCall post(String... segments) {
        return of("POST", path(segments));
    }

    /** @param path as it is to be sent */
    public static RestCall of(String method, String path) {
        return new RestCall(method, path, Map.of(), BodyPublishers.noBody());
    }

    /** A signal with a payload. */
    public static RestCall signal(String workflowId, String name, String json) {
        return post("instances", workflowId, "signals", name).json(json);
    }

    /** An update with a payload. */
    public static RestCall update(String workflowId, String name, String json) {
        return post("instances", workflowId, "updates", name).json(json);
    }

    /** A note for a {@code ledger}, which is started if need be. */
    public static RestCall note(String workflowId, int number) {
        return signal(workflowId, "note", "{\"sender\":\"rest\",\"number\":" + number + "}")
                .with("workflowType", "ledger");
    }

    /** With a parameter in the address. */
    public RestCall with(String parameter, String value) {
        return new RestCall(
                method,
                path + (path.contains("?") ? '&' : '?') + encoded(parameter) + '=' + encoded(value),
                headers,
                body);
    }

    public RestCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestCall(method, path, more, body);
    }

    /** With the signal id. */
    public RestCall id(String signalId) {
        return header("Idempotency-Key", signalId);
    }

    public RestCall json(String json) {
        return body(json.getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/json");
    }

    /** Without a word of what it is. */
    public RestCall body(byte[] bytes) {
        return new RestCall(method, path, headers, BodyPublishers.ofByteArray(bytes));
    }

    /** As a segment of a path or the value of a parameter. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String path(String... segments) {
        return Arrays.stream(segments).map(RestCall::encoded).collect(Collectors.joining("/", "/", ""));
    }
}
