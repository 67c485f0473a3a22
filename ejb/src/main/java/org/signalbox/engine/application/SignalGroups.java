package org.signalbox.engine.application;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Bounds what the embedded broker remembers of groups.
 *
 * <p>Artemis remembers for every group it has ever seen which consumer got it; with a group per instance that map would
 * grow without end. With buckets it remembers one consumer per bucket of groups: as good for the order, and of fixed size.
 * WildFly's configuration has no attribute for it, so the broker is asked over its management bean; the setting does not
 * outlive the server. An external broker has it in its own configuration.
 */
final class SignalGroups {

    private static final String QUEUE = "jms.queue.signals";

    /** Many more than there are consumer sessions, so that buckets spread evenly over them. */
    private static final int BUCKETS = 4096;

    private SignalGroups() {}

    /**
     * Sets the buckets, unless they are set.
     *
     * <p>Setting them makes the broker forget which consumer has a group's messages already, and later ones might overtake
     * those. So delivery is paused, and nothing is changed while a message is under way.
     *
     * @return false if messages are under way: try again later. A broker that is not embedded is left as it is
     */
    static boolean bound() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (ObjectName broker :
                    server.queryNames(new ObjectName("org.apache.activemq.artemis:broker=\"*\""), null)) {
                ObjectName queue = new ObjectName(broker + ",component=addresses,address=\"" + QUEUE
                        + "\",subcomponent=queues,routing-type=\"anycast\",queue=\"" + QUEUE + "\"");
                if (!Integer.valueOf(BUCKETS).equals(server.getAttribute(queue, "GroupBuckets"))
                        && !boundWhilePaused(server, broker, queue)) {
                    return false;
                }
            }
        } catch (JMException | RuntimeException e) {
            ApplicationLog.LOG.groupsNotBounded(QUEUE, e.toString());
        }
        return true;
    }

    private static boolean boundWhilePaused(MBeanServer server, ObjectName broker, ObjectName queue)
            throws JMException {
        server.invoke(queue, "pause", new Object[0], new String[0]);
        try {
            if (((Number) server.getAttribute(queue, "DeliveringCount")).intValue() > 0) {
                return false;
            }
            String configuration = "{\"name\":\"" + QUEUE + "\",\"group-buckets\":" + BUCKETS + "}";
            server.invoke(broker, "updateQueue", new Object[] {configuration}, new String[] {String.class.getName()});
            ApplicationLog.LOG.groupsBounded(QUEUE, BUCKETS);
            return true;
        } finally {
            server.invoke(queue, "resume", new Object[0], new String[0]);
        }
    }
}
