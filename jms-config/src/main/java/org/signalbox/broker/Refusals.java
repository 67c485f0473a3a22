package org.signalbox.broker;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/** What is refused to clients: logs it in one line in ten seconds, so that no client can fill the log. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger("org.signalbox.broker");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String id;
    private final LongSupplier nanos;
    private final Consumer<String> log;
    private long last;
    private long untold;
    private boolean isFirst = true;

    /** @param id of the log line */
    Refusals(String id) {
        this(id, System::nanoTime, LOG::warning);
    }

    Refusals(String id, LongSupplier nanos, Consumer<String> log) {
        this.id = id;
        this.nanos = nanos;
        this.log = log;
    }

    /**
     * Has a sender's transaction fail, because one of its messages is refused. The broker does not do so by itself: a client that does not wait
     * for the answer to each message of a transaction would commit the others, and never know.
     *
     * @param tx null if the message is sent without one
     */
    static <E extends ActiveMQException> E failing(@Nullable Transaction tx, E refusal) {
        if (tx != null) {
            tx.markAsRollbackOnly(refusal);
        }
        return refusal;
    }

    synchronized void tell(String what) {
        long now = nanos.getAsLong();
        if (!isFirst && now - last < PAUSE_NANOS) {
            untold++;
            return;
        }
        log.accept(id + ": " + what + (untold == 0 ? "" : ". " + untold + " more since the last such line"));
        isFirst = false;
        last = now;
        untold = 0;
    }
}
