package org.signalbox.it.crash;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The management of a broker over JMX, as an operator's tool on the same machine uses it. The broker may be inside a server. */
final class BrokerManagement implements AutoCloseable {

    private static final String SIGNALS = "jms.queue.signals";
    private static final List<Integer> BUCKETS = List.of(512, 1024, 4096);

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private BrokerManagement(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** @param pid of the broker's process */
    @SuppressWarnings("BanJNDI") // a name that the process itself has given
    static BrokerManagement of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                return new BrokerManagement(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("The process " + pid + " has no management", e);
        }
    }

    /** One of the ways in which an operator makes the broker forget which consumer of the queue of signals has a group. */
    void disturbGroups(Random random) throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> resetAllGroups();
            case 1 -> onQueue("resetGroup", "tally-" + random.nextInt(60));
            case 2 -> updateQueue("group-buckets", BUCKETS.get(random.nextInt(BUCKETS.size())));
            default -> updateQueue("group-rebalance", true);
        }
    }

    void resetAllGroups() throws IOException {
        onQueue("resetAllGroups");
    }

    private void onQueue(String operation, String... arguments) throws IOException {
        invoke(
                "component=addresses,address=\"" + SIGNALS + "\",subcomponent=queues,routing-type=\"anycast\",queue=\""
                        + SIGNALS + "\"",
                operation,
                arguments);
    }

    private void updateQueue(String setting, Object value) throws IOException {
        invoke("", "updateQueue", "{\"name\":\"%s\",\"%s\":%s}".formatted(SIGNALS, setting, value));
    }

    /** @param part of the broker; empty for itself */
    private void invoke(String part, String operation, String... arguments) throws IOException {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        try {
            ObjectName name =
                    new ObjectName("org.apache.activemq.artemis:broker=*" + (part.isEmpty() ? "" : "," + part));
            ObjectName bean = beans.queryNames(name, null).iterator().next();
            beans.invoke(bean, operation, arguments, types);
        } catch (JMException e) {
            throw new IOException(operation + " fails", e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
