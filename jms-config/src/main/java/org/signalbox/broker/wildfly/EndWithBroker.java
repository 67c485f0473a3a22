package org.signalbox.broker.wildfly;

import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when the broker inside WildFly cannot write to its disk.
 *
 * <p>The broker then shuts itself down, and nothing inside the server can start it again: the process would go on and accept
 * nothing. After its end a supervisor starts it anew, and it goes on with all that was accepted.
 */
final class EndWithBroker implements IOCriticalErrorListener {

    /** Exit code: a new start can help. */
    static final int EXIT = 75;

    private static final Logger LOG = Logger.getLogger("org.signalbox.broker");

    private final IntConsumer end;

    /** @param end ends the process with an exit code */
    EndWithBroker(IntConsumer end) {
        this.end = end;
    }

    @Override
    public void onIOException(@Nullable Throwable cause, @Nullable String message, @Nullable String file) {
        try {
            LOG.log(
                    Level.SEVERE,
                    "SIGBOX0025: The broker cannot write to its disk (" + message + ", " + file
                            + "). The process ends with code " + EXIT + "; make room and start the server again."
                            + " Nothing that was accepted is lost",
                    cause);
        } finally {
            end.accept(EXIT);
        }
    }
}
