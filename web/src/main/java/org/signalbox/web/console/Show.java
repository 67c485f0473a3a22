package org.signalbox.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.undeliverable.RawSignal;

/** How values look on a page. The text is not escaped: the view does that. */
@Named
@ApplicationScoped
public class Show {

    static final int LONGEST = 20_000;

    private static final int SHORT = 200;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Inject
    private Clock clock;

    /** In UTC, to the millisecond. */
    public String time(Instant time) {
        return TIME.format(time);
    }

    /** How long ago, or in how long. */
    public String away(Instant time) {
        return away(clock.instant(), time);
    }

    static String away(Instant now, Instant time) {
        return time.isAfter(now)
                ? "in " + span(Duration.between(now, time))
                : span(Duration.between(time, now)) + " ago";
    }

    /** How long after one time another one was. */
    public String after(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return time.toMillis() <= 0 ? "at once" : "after " + span(time);
    }

    private static String span(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 120) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h" : hours / 24 + " days";
    }

    /** Whether it is shown at once, and not only when it is asked for. */
    public boolean isShort(String text) {
        return text.length() <= SHORT;
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
    public String cut(String full) {
        String text = Undecodable.shown(full);
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n… cut here; " + number(text.length()) + " characters in all";
    }

    /** With a thin mark between thousands. */
    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
