package org.signalbox.engine.undeliverable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalbox.client.KeyedSignal;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Request;

/**
 * A signal as it came, unchecked, so that it can be kept when it can't be delivered and sent again later.
 *
 * @param bodyKind how it came: {@code TEXT}, {@code BYTES}, {@code MAP}, {@code EMPTY}, or a kind that is refused
 * @param body empty if there was none or it must not be read
 * @param properties what else came with it, for the operator's eyes; those that {@link StartText} knows are read, too
 */
public record RawSignal(
        Optional<String> workflowId,
        Optional<String> signal,
        Optional<String> signalId,
        Optional<String> workflowType,
        Optional<String> startInput,
        Optional<String> holdFor,
        String bodyKind,
        Optional<byte[]> body,
        Map<String, String> properties) {

    public RawSignal {
        properties = Map.copyOf(properties);
    }

    /** Where the signal says for which search attribute's value it is, {@code attribute=value}, instead of a workflow id. */
    public static final String BUSINESS_KEY = "businessKey";

    /** The kind of a body that was too large to be read. */
    public static final String UNREAD = "UNREAD";

    /** Set by the broker plugin, whatever a sender writes there. */
    private static final String USER = "signalboxUser";

    private static final String FOUND_BY = "foundByBusinessKey";
    private static final String RESENT_BY = "resentBy";
    private static final String EDITED_FROM = "editedFrom";

    public Optional<String> businessKey() {
        return Optional.ofNullable(properties.get(BUSINESS_KEY));
    }

    /** The same signal, once it is known which instance its business key means. */
    public RawSignal addressedTo(WorkflowId id) {
        Map<String, String> others = new TreeMap<>(properties);
        others.remove(BUSINESS_KEY);
        others.put(FOUND_BY, workflowType.orElse("") + ": " + businessKey().orElse(""));
        return with(Optional.of(id.value()), Optional.empty(), others);
    }

    /** The same signal, sent again by an operator and not by its sender. */
    public RawSignal resentBy(String operator) {
        return with(workflowId, workflowType, plus(RESENT_BY, operator));
    }

    /** The same signal, whose payload an operator has changed; the fingerprint is that of what its sender sent. */
    public RawSignal editedFrom(String fingerprint) {
        return with(workflowId, workflowType, plus(EDITED_FROM, fingerprint));
    }

    /** The fingerprint of what the sender sent, if an operator sends it again with another payload. */
    public Optional<String> editedFrom() {
        return Optional.ofNullable(properties.get(EDITED_FROM)).filter(f -> isResent());
    }

    /** The user who sent it, as broker and web server know it; empty if it did not come from outside. */
    public Optional<String> sender() {
        return Optional.ofNullable(properties.get(USER))
                .or(() -> "REST".equals(properties.get("door"))
                        ? Optional.ofNullable(properties.get("user"))
                        : Optional.empty());
    }

    boolean isResent() {
        return properties.containsKey(RESENT_BY);
    }

    private Map<String, String> plus(String name, String value) {
        Map<String, String> more = new TreeMap<>(properties);
        more.put(name, value);
        return more;
    }

    private RawSignal with(
            Optional<String> newWorkflowId, Optional<String> newWorkflowType, Map<String, String> newProperties) {
        return new RawSignal(
                newWorkflowId, signal, signalId, newWorkflowType, startInput, holdFor, bodyKind, body, newProperties);
    }

    /**
     * What its sender knew its instance by, which is the owner of what the sender encoded: the workflow id, or the business
     * key.
     */
    public String owner() {
        return Optional.ofNullable(properties.get(FOUND_BY))
                .map(found -> found.substring(found.indexOf(": ") + 2))
                .or(() -> workflowId)
                .orElse("");
    }

    /** The form of a signal that is well-formed. */
    public static RawSignal of(Request.Signal signal) {
        return new RawSignal(
                Optional.of(signal.workflowId().value()),
                Optional.of(signal.name()),
                Optional.of(signal.signalId().value()),
                signal.start().map(Request.StartWith::type),
                signal.start().flatMap(Request.StartWith::input),
                signal.holdFor().map(Object::toString),
                signal.payload().isPresent() ? "TEXT" : "EMPTY",
                signal.payload().map(p -> p.getBytes(StandardCharsets.UTF_8)),
                signal.start().map(s -> StartText.PROPERTIES.write(s.options())).orElse(Map.of()));
    }

    /** The form of a signal for the instance with that value in a search attribute. */
    public static RawSignal of(KeyedSignal keyed, String value, Optional<String> payload) {
        return new RawSignal(
                Optional.empty(),
                Optional.of(keyed.signal()),
                Optional.of(keyed.signalId().value()),
                Optional.of(keyed.workflowType()),
                Optional.empty(),
                Optional.empty(),
                payload.isPresent() ? "TEXT" : "EMPTY",
                payload.map(p -> p.getBytes(StandardCharsets.UTF_8)),
                Map.of(BUSINESS_KEY, keyed.attribute() + "=" + value));
    }

    /** The form of a signal that was held or in an inbox. */
    public static RawSignal of(String workflowId, Event.Signalled signal) {
        return new RawSignal(
                Optional.of(workflowId),
                Optional.of(signal.name()),
                Optional.of(signal.signalId().value()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                signal.payload().isPresent() ? "TEXT" : "EMPTY",
                signal.payload().map(p -> p.getBytes(StandardCharsets.UTF_8)),
                Map.of());
    }

    /** The body, if there is one and it is UTF-8. */
    public Optional<String> bodyText() {
        try {
            return body.isEmpty()
                    ? Optional.empty()
                    : Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(body.get()))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
