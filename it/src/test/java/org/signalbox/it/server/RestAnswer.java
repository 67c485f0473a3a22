package org.signalbox.it.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the REST interface answered. */
public record RestAnswer(int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }

    /** A property as text; empty if there is none. */
    public String text(String property) {
        return json().path(property).asText();
    }

    public String reason() {
        return text("reason");
    }

    public String outcome() {
        return text("outcome");
    }

    /** A property of each item of a list. */
    public List<String> items(String property) {
        return StreamSupport.stream(json().path("items").spliterator(), false)
                .map(item -> item.path(property).asText())
                .toList();
    }

    /** Empty text if it is absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + " " + body;
    }
}
