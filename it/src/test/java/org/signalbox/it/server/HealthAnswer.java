package org.signalbox.it.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.signalbox.core.payload.Json;
import org.signalbox.server.ServerProcess;

/** What {@code /health/ready} of a server answers over HTTP. */
public record HealthAnswer(int status, JsonNode body) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Asks the server's management port, as a load balancer or an orchestrator does. */
    public static HealthAnswer of(ServerProcess server) {
        URI address = URI.create("http://127.0.0.1:" + server.managementPort() + "/health/ready");
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new HealthAnswer(response.statusCode(), Json.tree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The check of that name. */
    public Optional<JsonNode> check(String name) {
        for (JsonNode check : body.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return Optional.of(check);
            }
        }
        return Optional.empty();
    }

    /** {@code UP}, {@code DOWN}, or empty if there is no such check. */
    public Optional<String> statusOf(String name) {
        return check(name).map(check -> check.path("status").asText());
    }
}
