package org.signalbox.engine.gate;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.StartText;

/** Makes a request of a signal as it came, or says what is wrong with it; the same for every way of coming. */
public final class SignalReader {

    private static final int LONGEST_NAME = 200;

    /** Kinds of body that are refused, whenever and however they come: there is nothing to hand over. */
    private static final Set<String> UNREAD = Set.of("OBJECT", "STREAM");

    private SignalReader() {}

    /** @throws Malformed naming the part that is missing or wrong, and what would be right */
    public static Request.Signal read(RawSignal raw) throws Malformed {
        try {
            return new Request.Signal(
                    new WorkflowId(raw.workflowId()
                            .orElseThrow(() -> missing("workflow id: set property 'workflowId' or JMSXGroupID"))),
                    name(raw.signal().orElseThrow(() -> missing("signal name: set property 'signal' or JMSType"))),
                    payload(raw),
                    new SignalId(raw.signalId()
                            .orElseThrow(() -> missing(
                                    "signal id: set property 'signalId', or let JMS give" + " the message an id"))),
                    raw.workflowType()
                            .map(type -> new Request.StartWith(
                                    type,
                                    raw.startInput().filter(i -> !i.isBlank()),
                                    StartText.read(raw.properties()))),
                    holdFor(raw.holdFor()));
        } catch (IllegalArgumentException e) {
            throw new Malformed(Reason.MALFORMED, String.valueOf(e.getMessage()));
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

    private static Optional<String> payload(RawSignal raw) throws Malformed {
        if (UNREAD.contains(raw.bodyKind())) {
            throw new Malformed(
                    Reason.MALFORMED,
                    "An " + raw.bodyKind() + " message is not read; send JSON as text, bytes or map.");
        }
        if (raw.body().isEmpty()) {
            return Optional.empty();
        }
        String text = raw.bodyText().orElseThrow(() -> new Malformed(Reason.BAD_PAYLOAD, "The body is not UTF-8."));
        return Optional.of(text).filter(t -> !t.isBlank());
    }

    private static Optional<Duration> holdFor(Optional<String> text) throws Malformed {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration time = Duration.parse(text.get().strip());
            if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(3650)) > 0) {
                throw new Malformed(Reason.MALFORMED, "'holdFor' must be longer than nothing and at most ten years.");
            }
            return Optional.of(time);
        } catch (DateTimeException e) {
            throw new Malformed(Reason.MALFORMED, "'holdFor' must be an ISO-8601 duration such as PT1H or P2D.");
        }
    }
}
