package org.signalbox.it.crash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestDescription;
import org.signalbox.it.server.RestDescription.Operation;
import org.signalbox.it.server.RestDescription.Parameter;

/** Random calls of the REST interface, each of something that is served: some nearly right, most of them wrong. */
final class OddCalls {

    private static final int OVERSIZED = 5_000_000;

    private static final List<String> TYPES = List.of(
            "application/json", "application/json; charset=utf-16", "text/plain", "multipart/form-data", "nonsense");

    private static final List<String> USUAL = List.of(
            "odd-1", "odd-2", "odd-3", "tally", "relay", "desk", "add", "fail!", "1", "2", "100", "accepted", "PT1H");

    /** Whoever asks to be told of the end of what is parked would wait for it. */
    private static final String PATIENT = "wait";

    private final RestDescription description;
    private final List<Operation> operations;
    private final Nonsense nonsense;
    private final Random random;

    OddCalls(RestDescription description, String name, long seed) {
        this.description = description;
        this.operations = description.operations();
        this.nonsense = new Nonsense(name, seed, true);
        this.random = nonsense.random();
    }

    /** A signal under an id that is new, or was used before for the same. */
    static RestCall used(int number, String json) {
        return RestCall.signal("reused", "add", json)
                .with("workflowType", "tally")
                .id("used-" + number);
    }

    /** One that is taken, whatever the others have done to its instance. */
    static RestCall sensible(int number) {
        return RestCall.signal("odd-" + (1 + number % 3), "add", "{\"sender\":\"sensible\",\"number\":" + number + "}")
                .with("workflowType", "tally")
                .id("sensible-" + number);
    }

    RestCall next() {
        Operation operation = nonsense.oneOf(operations);
        String path = operation.path();
        while (path.contains("{")) {
            path = path.substring(0, path.indexOf('{'))
                    + RestCall.encoded(segment())
                    + path.substring(path.indexOf('}') + 1);
        }
        RestCall call = RestCall.of(operation.method(), path);
        for (Parameter parameter : description.parameters(operation)) {
            if (parameter.name().equals(PATIENT)) {
                call = call.with(PATIENT, "accepted");
            } else if (random.nextInt(4) == 0) {
                call = with(parameter, call);
            }
        }
        return operation.method().equals("GET") || random.nextInt(3) == 0 ? call : body(call);
    }

    private RestCall with(Parameter parameter, RestCall call) {
        String value = word();
        return parameter.in().equals("header")
                ? call.header(parameter.name(), value.replaceAll("[^ -~]", "?"))
                : call.with(parameter.name(), value);
    }

    private RestCall body(RestCall call) {
        byte[] bytes = switch (random.nextInt(60) == 0 ? 6 : random.nextInt(6)) {
            case 6 -> new byte[OVERSIZED];
            case 0 -> nonsense.noise();
            case 1 -> nonsense.json().getBytes(StandardCharsets.UTF_16);
            default -> nonsense.json().getBytes(StandardCharsets.UTF_8);
        };
        String type = random.nextInt(3) == 0 ? nonsense.oneOf(TYPES) : TYPES.get(0);
        return call.body(bytes).header("Content-Type", type);
    }

    /** Without one it would be another address, of something that is not served. */
    private String segment() {
        String word = word();
        return word.isEmpty() ? USUAL.get(0) : word;
    }

    /** Most senders use words that exist. */
    private String word() {
        return random.nextInt(3) == 0 ? nonsense.hostile() : nonsense.oneOf(USUAL);
    }
}
