package org.signalbox.engine.undeliverable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
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
                signal.start().map(s -> StartText.write(s.options())).orElse(Map.of()));
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
