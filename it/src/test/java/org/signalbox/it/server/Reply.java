package org.signalbox.it.server;

import com.fasterxml.jackson.databind.JsonNode;

/** A receipt as it came back. */
public record Reply(String correlationId, JsonNode json) {

    public String outcome() {
        return json.path("outcome").asText();
    }

    public String reason() {
        return json.path("reason").asText();
    }

    public String detail() {
        return json.path("detail").asText();
    }

    public int run() {
        return json.path("run").asInt();
    }

    public long sequence() {
        return json.path("sequence").asLong();
    }
}
