package org.signalbox.broker;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Queue;

/** The queues whose order the plugin keeps. Their names are also those of their addresses. */
final class SignalQueues {

    static final SimpleString SIGNALS = SimpleString.of("jms.queue.signals");

    /** Signals without a group: all of them are one group. */
    static final SimpleString UNGROUPED = SimpleString.of("jms.queue.signals.ungrouped");

    private SignalQueues() {}

    /** Whether several servers consume from the queue at the same time. */
    static boolean isShared(Queue queue) {
        return SIGNALS.equals(queue.getName());
    }

    static boolean isGuarded(Queue queue) {
        return isGuarded(queue.getName());
    }

    static boolean isGuarded(SimpleString name) {
        return SIGNALS.equals(name) || UNGROUPED.equals(name);
    }
}
