package org.signalbox.broker;

import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.SimpleString;

/** The names of the queues that clients create for answers. */
final class TemporaryNames {

    /**
     * Security settings for temporary queues match this word: the broker puts it before a name that is a UUID when it looks up the setting. The
     * queue itself has no such prefix.
     */
    static final String NAMESPACE = "temporary";

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** The prefix is that of clients which are set up with {@code enable1xPrefixes}, such as those from WildFly's JNDI. */
    private static final Pattern TEMPORARY = Pattern.compile("(jms\\.tempqueue\\.)?" + UUID);

    /** Words with which an address begins that may hold a message of Signalbox, or the name of a temporary queue. */
    private static final Pattern WILDCARD_OVER_OURS = Pattern.compile("(jms|\\*|#)(\\..*)?");

    private TemporaryNames() {}

    static boolean isTemporary(SimpleString address) {
        return TEMPORARY.matcher(address).matches();
    }

    /** Whether the names of temporary queues only look so; no client has one there. */
    static boolean isInNamespace(SimpleString address) {
        String text = address.toString();
        return text.startsWith(NAMESPACE + ".") || (text.startsWith("jms.tempqueue.") && !isTemporary(address));
    }

    /** Whether a queue with that address gets copies of messages to other addresses, ours among them. */
    static boolean isWildcardOverOurs(SimpleString address) {
        String text = address.toString();
        return (text.contains("*") || text.contains("#"))
                && WILDCARD_OVER_OURS.matcher(text).matches();
    }
}
