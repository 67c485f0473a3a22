package org.signalbox.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The outer end of the web application that looks into the server. */
public final class Probe {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    Probe(int port) {
        base = URI.create("http://127.0.0.1:" + port + "/it/");
    }

    /** The rows of a select; every {@code ?} is a text. */
    public List<List<String>> rows(String sql, String... parameters) {
        return StreamSupport.stream(ask("rows", sql, parameters).spliterator(), false)
                .map(row -> StreamSupport.stream(row.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .toList();
    }

    /** The number that a select answers with. */
    public long number(String sql, String... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** The first column of a select's first row; without a row it is a failed assertion, which a test may wait out. */
    public String text(String sql, String... parameters) {
        List<List<String>> rows = rows(sql, parameters);
        assertThat(rows).as(sql).isNotEmpty();
        return rows.get(0).get(0);
    }

    /** Executes an insert, update or delete. */
    public int change(String sql, String... parameters) {
        return ask("change", sql, parameters).asInt();
    }

    /** A query of an instance. */
    public JsonNode query(String workflowId, String query) {
        return ask("query", workflowId, query);
    }

    /** Starts an instance by the Java client: {@code run n}, {@code runs as n} or the reason of a refusal. */
    public String start(String type, String workflowId) {
        return ask("start", type, workflowId).asText();
    }

    /** As {@link #start}, with an input in JSON. */
    public String startWith(String type, String workflowId, String input) {
        return ask("start", type, workflowId, input).asText();
    }

    /** What an operator does with a parked instance. */
    public boolean retry(String workflowId) {
        return ask("retry", workflowId).asBoolean();
    }

    /** What an operator does with an undeliverable signal. */
    public String resend(String number) {
        return ask("resend", number).asText();
    }

    /** Heals whatever fails or waits for that switch. */
    public void turnOff(String name) {
        ask("off", name);
    }

    /** When an activity was called under that key. */
    public List<Instant> calls(String key) {
        return StreamSupport.stream(ask("calls", key).spliterator(), false)
                .map(JsonNode::asText)
                .map(Instant::parse)
                .toList();
    }

    /** What an activity left for the test under that key. */
    public List<String> notes(String key) {
        return StreamSupport.stream(ask("notes", key).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** An instance's undeliverable signals as they are listed: reason, length of the body, whether the body is there. */
    public JsonNode undeliverable(String workflowId) {
        return ask("undeliverable", workflowId);
    }

    /** How many threads the server has. */
    public long threads() {
        return ask("threads", "").asLong();
    }

    /** How many messages are in a queue of the engine. */
    public long messages(String queue) {
        return ask("messages", queue).asLong();
    }

    /** An operation of a queue of the engine that has no parameters, as an operator calls it over JMX. */
    public void onQueue(String queue, String operation) {
        ask("operate", queue, operation);
    }

    private JsonNode ask(String what, String first, String... others) {
        try {
            List<String> arguments = new ArrayList<>(List.of(first));
            arguments.addAll(List.of(others));
            HttpRequest request = HttpRequest.newBuilder(base.resolve(what))
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(arguments)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(what + " " + arguments + ": " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
