package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.TimeLimit;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.StorableText;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.StartText;
import org.signalbox.payload.PayloadCodecs;
import org.signalbox.payload.UndecodablePayload;

/**
 * Makes a request of a signal as it came, or says what is wrong with it; the same for every way of coming. What its sender
 * has encoded is decoded here.
 */
@ApplicationScoped
public class SignalReader {

    private static final int LONGEST_NAME = 200;

    /** Kinds of body that are refused, whenever and however they come: there is nothing to hand over. */
    private static final Set<String> UNREAD = Set.of("OBJECT", "STREAM");

    /** A character takes three bytes of UTF-8 at most, and half of a pair two. */
    private static final long BYTES_PER_CHARACTER = 3;

    @Inject
    private PayloadCodecs codecs;

    @Inject
    private EngineSettings settings;

    /** @throws Malformed naming the part that is missing or wrong, and what would be right */
    public Request.Signal read(RawSignal raw) throws Malformed {
        try {
            return new Request.Signal(
                    new WorkflowId(raw.workflowId().orElseThrow(() -> missing(noAddress(raw)))),
                    name(raw.signal().orElseThrow(() -> missing("signal name: set property 'signal' or JMSType"))),
                    payload(raw),
                    new SignalId(raw.signalId()
                            .orElseThrow(() -> missing(
                                    "signal id: set property 'signalId', or let JMS give" + " the message an id"))),
                    start(raw),
                    holdFor(raw.holdFor()));
        } catch (IllegalArgumentException e) {
            throw new Malformed(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static String noAddress(RawSignal raw) {
        return raw.workflowType().isPresent()
                ? "workflow id: with 'workflowType', set property 'workflowId' or 'businessKey'; a group is no address then"
                : "workflow id: set property 'workflowId' or JMSXGroupID";
    }

    private Optional<Request.StartWith> start(RawSignal raw) throws Malformed {
        if (raw.workflowType().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> input = raw.startInput().filter(i -> !i.isBlank());
        if (input.isPresent()) {
            mustBeStorable("'startInput'", input.get());
        }
        return Optional.of(new Request.StartWith(
                raw.workflowType().get(),
                input.isEmpty() ? input : Optional.of(decoded(input.get(), raw)),
                StartText.PROPERTIES.read(raw.properties())));
    }

    private String decoded(String payload, RawSignal raw) throws Malformed {
        if (!PayloadCodecs.isEncoded(payload)) {
            return payload;
        }
        long longest = BYTES_PER_CHARACTER * settings.forMachine().sizes().payload();
        try {
            return codecs.decode(payload, raw.owner(), (int) Math.min(Integer.MAX_VALUE, longest));
        } catch (UndecodablePayload e) {
            throw new Malformed(
                    e.isTooLarge() ? Reason.TOO_LARGE : Reason.BAD_PAYLOAD,
                    "The payload can't be decoded: " + e.told());
        }
    }

    private static void mustBeStorable(String what, String text) throws Malformed {
        Optional<String> problem = StorableText.problem(text);
        if (problem.isPresent()) {
            throw new Malformed(Reason.BAD_PAYLOAD, what + " contains " + problem.get() + ".");
        }
    }

    private static Malformed missing(String what) {
        return new Malformed(Reason.MALFORMED, "There is no " + what + ".");
    }

    private static String name(String signal) throws Malformed {
        if (signal.isBlank() || signal.length() > LONGEST_NAME) {
            throw new Malformed(
                    Reason.MALFORMED, "The signal name has " + signal.length() + " characters; give 1 to 200.");
        }
        return signal;
    }

    private Optional<String> payload(RawSignal raw) throws Malformed {
        if (UNREAD.contains(raw.bodyKind())) {
            throw new Malformed(
                    Reason.MALFORMED,
                    "An " + raw.bodyKind() + " message is not read; send JSON as text, bytes or map.");
        }
        if (raw.bodyKind().equals(RawSignal.UNREAD)) {
            throw new Malformed(
                    Reason.TOO_LARGE,
                    "The body was too large to be read and can't be sent again from here; its message is in the"
                            + " queue signals.dead.");
        }
        if (raw.body().isEmpty()) {
            return Optional.empty();
        }
        String text = raw.bodyText().orElseThrow(() -> new Malformed(Reason.BAD_PAYLOAD, "The body is not UTF-8."));
        mustBeStorable("The body", text);
        return text.isBlank() ? Optional.empty() : Optional.of(decoded(text, raw));
    }

    private static Optional<Duration> holdFor(Optional<String> text) throws Malformed {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    TimeLimit.positive("'holdFor'", Duration.parse(text.get().strip())));
        } catch (IllegalArgumentException e) {
            throw new Malformed(Reason.MALFORMED, String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new Malformed(Reason.MALFORMED, "'holdFor' must be an ISO-8601 duration such as PT1H or P2D.");
        }
    }
}
