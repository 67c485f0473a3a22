package org.signalbox.engine.application;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What WildFly says of itself. */
final class ServerState {

    private static final String SERVER = "jboss.as:management-root=server";
    private static final String RUNNING = "RUNNING";

    private ServerState() {}

    /** Whether it is being suspended, reloaded or stopped; not if it does not tell. */
    static boolean isLeaving() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName server = new ObjectName(SERVER);
            return !String.valueOf(beans.getAttribute(server, "suspendState")).equals(RUNNING)
                    || String.valueOf(beans.getAttribute(server, "serverState")).equals("stopping");
        } catch (JMException | RuntimeException e) {
            return false;
        }
    }
}
