package org.signalbox.engine.signal;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where receipts may go: to temporary queues, and to queues that administrators make for them.
 *
 * <p>Receipts are sent with the server's rights. A sender chooses the destination and the correlation id, so anywhere else it would send with rights that
 * it does not have. The class of the destination says nothing: the sender chooses that, too. The name does: temporary queues are named by UUIDs.
 */
final class ReceiptQueues {

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern ALLOWED =
            Pattern.compile("(jms\\.tempqueue\\.)?" + UUID + "|(jms\\.queue\\.)?receipts\\.[^*#]+");

    private static final int MOST_TOLD = 1000;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Whether a receipt may go there; if not, that is logged once. */
    boolean allow(Destination destination) throws JMSException {
        String name = destination instanceof Queue queue ? queue.getQueueName() : destination.toString();
        boolean isAllowed = destination instanceof Queue && isAllowed(name);
        if (!isAllowed && told.size() < MOST_TOLD && told.add(name)) {
            SignalLog.LOG.noReceiptQueue(name);
        }
        return isAllowed;
    }

    /** @param name of a queue or an address, or both with {@code ::} between them */
    static boolean isAllowed(String name) {
        return Stream.of(name.split("::", -1))
                .allMatch(part -> ALLOWED.matcher(part).matches());
    }
}
