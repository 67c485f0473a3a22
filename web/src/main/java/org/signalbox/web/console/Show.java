package org.signalbox.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.undeliverable.RawSignal;

/** How values look on a page. The text is not escaped: the view does that. */
@Named
@ApplicationScoped
public class Show {

    static final int LONGEST = 20_000;

    /** In UTC, to the millisecond. */
    public String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Indented if it is JSON, as it is if not; cut if it is long. */
    public String json(String json) {
        try {
            return cut(json.length() > 10 * LONGEST ? json : Json.tree(json).toPrettyString());
        } catch (BadPayload e) {
            return cut(json);
        }
    }

    /** The body of an undeliverable signal, whatever it is. */
    public String body(RawSignal signal) {
        return signal.bodyText()
                .or(() ->
                        signal.body().map(b -> "Base64: " + Base64.getEncoder().encodeToString(b)))
                .map(this::cut)
                .orElse("");
    }

    public int bytes(RawSignal signal) {
        return signal.body().map(b -> b.length).orElse(0);
    }

    /** Names the full length of what it cuts. */
    public String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n… cut here; " + number(text.length()) + " characters in all";
    }

    /** With a thin mark between thousands. */
    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
