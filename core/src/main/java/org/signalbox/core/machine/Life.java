package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.core.payload.Json;

/**
 * What is to be known of few runs only; of most it is {@link #PLAIN}, which costs nothing.
 *
 * @param pause present while the run is paused
 */
public record Life(Optional<Pause> pause) {

    public static final Life PLAIN = new Life(Optional.empty());

    /** As text for the instance's row; empty if it is plain. */
    public Optional<String> write() {
        return equals(PLAIN) ? Optional.empty() : Optional.of(Json.write(this));
    }

    /** @throws org.signalbox.core.payload.BadPayload if the text is not what {@link #write} wrote */
    public static Life read(String text) {
        return (Life) Json.read(text, Life.class);
    }

    Life with(Optional<Pause> newPause) {
        return new Life(newPause);
    }
}
