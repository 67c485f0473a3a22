package org.signalbox.it.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * For one thread: a program outside that calls the REST interface, as one user or as nobody. Whatever is answered must be described in the
 * OpenAPI document, or the test that called has failed.
 */
public final class RestClient {

    private static final HttpClient HTTP_1 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpClient http;
    private final String base;
    private final Map<String, String> credentials;
    private Optional<RestDescription> description = Optional.empty();

    /** @param credentials the header that says who calls; empty for nobody */
    public RestClient(int port, Map<String, String> credentials) {
        this(HTTP_1, "http://127.0.0.1:" + port + "/signalbox/api/v1", credentials);
    }

    private RestClient(HttpClient http, String base, Map<String, String> credentials) {
        this.http = http;
        this.base = base;
        this.credentials = credentials;
    }

    /** The same one, with all its calls on one connection. */
    public RestClient overHttp2() {
        return new RestClient(HttpClient.newHttpClient(), base, credentials);
    }

    /** Calls, and holds the answer against the description. */
    public RestAnswer call(RestCall call) {
        RestAnswer answer = callUnchecked(call);
        description().check(call, answer);
        return answer;
    }

    /** Calls where the server itself may answer before the interface is reached. */
    public RestAnswer callUnchecked(RestCall call) {
        return send(request(call));
    }

    /** As it is to be sent, for a test that sends it by means of its own. */
    public HttpRequest request(RestCall call) {
        Map<String, String> headers = new LinkedHashMap<>(credentials);
        headers.putAll(call.headers());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                .timeout(Duration.ofSeconds(60))
                .method(call.method(), call.body());
        headers.forEach(request::header);
        return request.build();
    }

    /** Follows an address that an answer gave. */
    public RestAnswer follow(String location) {
        String path = URI.create(base).getPath();
        if (!location.startsWith(path)) {
            throw new AssertionError(location + " does not begin with " + path);
        }
        return call(RestCall.of("GET", location.substring(path.length())));
    }

    /** The document that the server itself serves. */
    public RestDescription description() {
        RestDescription served = description.orElseGet(() -> new RestDescription(
                send(HttpRequest.newBuilder(URI.create(base + "/openapi")).build())
                        .json()));
        description = Optional.of(served);
        return served;
    }

    private RestAnswer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new RestAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(request.toString(), new InterruptedIOException());
        }
    }
}
