package org.signalbox.core.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.core.payload.CanonicalJson;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;

/**
 * What a sender sends under an id. A repetition is the same kind with the same name and an equal payload; anything else uses
 * the id for two things.
 *
 * @param name of the signal or update, or the type of the workflow
 * @param payload or start input, as JSON
 * @param start what the signal or update starts if nothing runs
 * @param edited the fingerprint of what its sender sent, if an operator has changed the payload since
 */
public record Sent(
        SignalId id,
        Event.Kind kind,
        String name,
        Optional<String> payload,
        Optional<Request.StartWith> start,
        Optional<String> edited) {

    private static final int LONGEST_FINGERPRINT = 200;

    private static final String OF_START = " ";

    static Sent of(Event event, SignalId id, Optional<Request.StartWith> start) {
        return new Sent(id, event.kind(), event.name(), event.payload(), start, Optional.empty());
    }

    /** An event that has an id, without what it would have started. */
    public static Optional<Sent> of(Event event) {
        return event.sentAs().map(id -> of(event, id, Optional.empty()));
    }

    /** The same after an operator has changed its payload. */
    public Sent editedFrom(Optional<String> fingerprint) {
        return new Sent(id, kind, name, payload, start, fingerprint);
    }

    /**
     * What is remembered of it once it is accepted.
     *
     * @param owner the workflow id
     */
    public Accepted accepted(String owner, StoredPayloads payloads) {
        return new Accepted(kind, name, edited.or(() -> fingerprint(owner, payloads)));
    }

    private Optional<String> fingerprint(String owner, StoredPayloads payloads) {
        return content()
                .flatMap(c -> payloads.fingerprint(c, owner))
                .map(f -> f
                        + startContent()
                                .flatMap(c -> payloads.fingerprint(c, owner))
                                .map(OF_START::concat)
                                .orElse(""))
                .filter(f -> f.length() <= LONGEST_FINGERPRINT);
    }

    /**
     * Compares it with what was accepted first under its id. Of what each would have started it looks only if both say it.
     *
     * @return empty if it is a repetition, or nothing tells the opposite; else what differs, fit for the sender
     */
    public Optional<String> reuse(Accepted first, String owner, StoredPayloads payloads) {
        if (kind != first.kind() || !name.equals(first.name())) {
            return Optional.of(told("for " + first.kind().name().toLowerCase(Locale.ROOT) + " '" + first.name() + "'"));
        }
        if (first.fingerprint().isEmpty() || edited.equals(first.fingerprint())) {
            return Optional.empty();
        }
        String[] parts = first.fingerprint().get().split(OF_START, 2);
        if (differs(parts[0], content(), owner, payloads)) {
            return Optional.of(told("with another " + (kind == Event.Kind.START ? "input" : "payload")));
        }
        return parts.length > 1 && differs(parts[1], startContent(), owner, payloads)
                ? Optional.of(told("with another workflow type or start input"))
                : Optional.empty();
    }

    private String told(String first) {
        return "Id '" + id + "' was used before, " + first + ". Send this under an id of its own.";
    }

    private static boolean differs(
            String fingerprint, Optional<byte[]> content, String owner, StoredPayloads payloads) {
        return content.flatMap(c -> payloads.hasFingerprint(fingerprint, c, owner))
                .filter(same -> !same)
                .isPresent();
    }

    /** With the id, so that equal payloads under different ids can't be told to be equal. */
    private Optional<byte[]> content() {
        return content("", payload);
    }

    private Optional<byte[]> startContent() {
        return start.flatMap(s -> content(s.type(), s.input()));
    }

    /** Empty if the JSON can't be decoded now. */
    private Optional<byte[]> content(String type, Optional<String> json) {
        if (json.filter(Undecodable::isMarked).isPresent()) {
            return Optional.empty();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(
                (id.value().length() + ":" + id.value() + type.length() + ":" + type).getBytes(StandardCharsets.UTF_8));
        json.ifPresent(j -> content.writeBytes(CanonicalJson.of(j)));
        return Optional.of(content.toByteArray());
    }
}
