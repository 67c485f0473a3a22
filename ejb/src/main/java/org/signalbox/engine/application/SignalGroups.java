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
 * WildFly's configuration has no attribute for it, so the broker is asked over its management bean; the setting is kept
 * with the queue. An external broker has it in its own configuration.
 */
final class SignalGroups {

    private static final String QUEUE = "jms.queue.signals";

    /** Many more than there are consumer sessions, so that buckets spread evenly over them. */
    private static final int BUCKETS = 4096;

    private SignalGroups() {}

    /** Setting it anew would forget which consumer has a group's messages already, and later ones might overtake. */
    private static boolean isBounded(MBeanServer server, ObjectName broker) throws JMException {
        ObjectName queue = new ObjectName(broker + ",component=addresses,address=\"" + QUEUE
                + "\",subcomponent=queues,routing-type=\"anycast\",queue=\"" + QUEUE + "\"");
        return Integer.valueOf(BUCKETS).equals(server.getAttribute(queue, "GroupBuckets"));
    }

    /** Idempotent. A broker that is not embedded, or not manageable, is left as it is. */
    static void bound() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (ObjectName broker :
                    server.queryNames(new ObjectName("org.apache.activemq.artemis:broker=\"*\""), null)) {
                if (isBounded(server, broker)) {
                    continue;
                }
                String configuration = "{\"name\":\"" + QUEUE + "\",\"group-buckets\":" + BUCKETS + "}";
                server.invoke(
                        broker, "updateQueue", new Object[] {configuration}, new String[] {String.class.getName()});
                ApplicationLog.LOG.groupsBounded(QUEUE, BUCKETS);
            }
        } catch (JMException | RuntimeException e) {
            ApplicationLog.LOG.groupsNotBounded(QUEUE, e.toString());
        }
    }
}
