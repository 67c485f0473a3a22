package org.signalbox.examples.loyalty.sender;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks the server over REST where a customer stands. May be used by several threads. */
class StatusService {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    /** The server can't answer at the moment; asking again later may help. */
    static class NoAnswer extends Exception {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message) {
            super(message);
        }
    }

    private final Options options;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    StatusService(Options options) {
        this.options = options;
    }

    /**
     * Where the customer stands now; nothing bought, if the server doesn't know the customer yet.
     *
     * @throws UsageException if the server refuses the question; asking again would not help
     */
    Standing standing(String customer) throws NoAnswer, InterruptedException {
        HttpResponse<String> answer = ask(customer);
        int status = answer.statusCode();
        if (status == 404) {
            // An application that is not deployed (yet) answers 404 too, but not in the form of the REST contract.
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
                return Standing.NOTHING;
            }
            throw new NoAnswer("Signalbox is not deployed at " + options.http());
        }
        if (status == 401 || status == 403) {
            throw new UsageException("The server refuses the user \"%s\" (HTTP %d). Check --rest-user and its password."
                    .formatted(options.operator().user(), status));
        }
        if (status >= 500 || status == 429) {
            throw new NoAnswer("HTTP " + status + " from " + answer.uri());
        }
        if (status != 200) {
            throw new UsageException("HTTP %d from %s: %s. Is this a Signalbox server with the loyalty example?"
                    .formatted(status, answer.uri(), answer.body()));
        }
        return standing(answer);
    }

    private HttpResponse<String> ask(String customer) throws NoAnswer, InterruptedException {
        URI uri = URI.create(options.http() + "/signalbox/api/v1/instances/"
                + URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20")
                + "/queries/status");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(LONGEST_ANSWER)
                .header("Authorization", "Basic " + credentials())
                .header("Accept", "application/json, application/problem+json")
                .build();
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new NoAnswer(options.http() + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private String credentials() {
        String both = options.operator().user() + ":" + options.operator().password();
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private Standing standing(HttpResponse<String> answer) {
        try {
            JsonNode body = json.readTree(answer.body());
            SortedMap<String, BigDecimal> spent = new TreeMap<>();
            for (var sum : body.required("spent").properties()) {
                spent.put(sum.getKey(), sum.getValue().decimalValue());
            }
            return new Standing(
                    body.required("purchases").intValue(),
                    body.required("level").textValue(),
                    spent);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    "The answer from %s is no loyalty status: %s".formatted(answer.uri(), answer.body()));
        }
    }
}
