package org.signalbox.web.console;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what an action has to say until the next page is shown. */
@SessionScoped
public class Notice implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What is said, and whether something went wrong. */
    public record Message(String text, boolean bad) implements Serializable {}

    private @Nullable Message message;

    synchronized void good(String text) {
        message = new Message(text, false);
    }

    synchronized void bad(String text) {
        message = new Message(text, true);
    }

    synchronized Optional<Message> take() {
        Optional<Message> taken = Optional.ofNullable(message);
        message = null;
        return taken;
    }
}
