package org.signalbox.it.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document of a server, and what it says of an answer. */
public record RestDescription(JsonNode document) {

    /** A call that is described. */
    public record Operation(String method, String path, JsonNode description) {

        /** Who may make it; empty if everybody may. */
        public Set<String> roles() {
            return StreamSupport.stream(description.path("x-roles").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** As a call, with the same text for every part of the path that is open. */
        public RestCall with(String part) {
            return RestCall.of(method, path.replaceAll("\\{[^}]+}", part));
        }

        private boolean isAskedBy(RestCall call) {
            String pattern = Pattern.compile("\\{[^}]+}")
                    .splitAsStream(path + " ")
                    .map(Pattern::quote)
                    .collect(Collectors.joining("[^/]+"));
            return method.equals(call.method()) && (call.path().replaceFirst("\\?.*", "") + " ").matches(pattern);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> operations.add(new Operation(
                                verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()))));
        return operations;
    }

    /** A parameter of a call that is not in its path: in the address ({@code query}) or in the head ({@code header}). */
    public record Parameter(String name, String in) {}

    /** Those that a call may have. */
    public List<Parameter> parameters(Operation operation) {
        return StreamSupport.stream(operation.description().path("parameters").spliterator(), false)
                .map(this::resolved)
                .map(p -> new Parameter(p.path("name").asText(), p.path("in").asText()))
                .filter(p -> !p.in().equals("path"))
                .toList();
    }

    /** Fails unless the document says that this call may be answered so. */
    void check(RestCall call, RestAnswer answer) {
        List<Operation> asked =
                operations().stream().filter(o -> o.isAskedBy(call)).toList();
        if (asked.isEmpty()) {
            require(Set.of(401, 404, 405).contains(answer.status()), "is not described at all", call, answer);
            return;
        }
        if (answer.status() == 406) {
            return;
        }
        JsonNode response = resolved(asked.get(0).description().at("/responses/" + answer.status()));
        require(!response.isMissingNode(), "is not described with this status", call, answer);
        if (!response.has("content")) {
            require(answer.body().isEmpty(), "should have no body", call, answer);
            return;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode content = response.path("content").path(type);
        require(!content.isMissingNode(), "is not described with this type", call, answer);
        List<String> faults = new ArrayList<>();
        check(content.path("schema"), answer.json(), "", faults);
        require(faults.isEmpty(), "is not as described: " + faults, call, answer);
    }

    private void check(JsonNode reference, JsonNode value, String at, List<String> faults) {
        JsonNode schema = resolved(reference);
        String type = schema.path("type").asText("any");
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
        if (!fits) {
            faults.add(at + " is no " + type);
        }
        Set<String> allowed = new HashSet<>();
        schema.path("enum").forEach(word -> allowed.add(word.asText()));
        if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
            faults.add(at + " is '" + value.asText() + "', none of " + allowed);
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                faults.add(at + "/" + name.asText() + " is missing");
            }
        });
        if (value.isArray()) {
            value.forEach(item -> check(schema.path("items"), item, at + "[]", faults));
        }
        if (schema.has("properties")) {
            value.properties().forEach(property -> {
                JsonNode known = schema.path("properties").path(property.getKey());
                if (known.isMissingNode()) {
                    faults.add(at + "/" + property.getKey() + " is unknown");
                } else {
                    check(known, property.getValue(), at + "/" + property.getKey(), faults);
                }
            });
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static void require(boolean condition, String what, RestCall call, RestAnswer answer) {
        if (!condition) {
            throw new AssertionError("The answer to " + call.method() + " " + call.path() + " " + what + ": " + answer);
        }
    }
}
