package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.Undecodable;

/**
 * Who wanted something to happen to a run, and why, as far as they said so; for people.
 *
 * @param by a user, or what else acted
 */
public record Motive(Optional<String> by, Optional<String> reason) {

    private static final int LONGEST = 1_000;

    /** Nothing is known. */
    public static final Motive NONE = new Motive(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if the reason is too long */
    public Motive {
        by = by.flatMap(Motive::line);
        reason = reason.flatMap(Motive::line);
        if (reason.filter(r -> r.length() > LONGEST).isPresent()) {
            throw new IllegalArgumentException("The reason has "
                    + reason.map(String::length).orElse(0) + " characters; give " + LONGEST + " at most.");
        }
    }

    /** A reason without a name; an empty one is none. */
    public static Motive of(String reason) {
        return new Motive(Optional.empty(), Optional.of(reason));
    }

    private static Optional<String> line(String text) {
        return Optional.of(StorableText.of(text.replaceAll("\\p{Cntrl}+", " ").strip()))
                .filter(t -> !t.isEmpty());
    }

    /** As JSON for the journal; empty if nothing is known. */
    Optional<String> payload() {
        return equals(NONE) ? Optional.empty() : Optional.of(Json.write(this));
    }

    /** @throws org.signalbox.core.payload.BadPayload if the text is not what was journalled */
    public static Motive read(Optional<String> payload) {
        return payload.map(
                        p -> Undecodable.isMarked(p) ? of(Undecodable.shown(p)) : (Motive) Json.read(p, Motive.class))
                .orElse(NONE);
    }

    /** In one line. */
    public String describe() {
        return reason.orElse("no reason given") + by.map(b -> " (by " + b + ")").orElse("");
    }
}
