package org.signalbox.it.crash;

import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.signalbox.server.User;

/** The process of an {@link Artemis}. It uses no class of the tests, nor of JMS: another version of the broker has its own. */
final class ArtemisProcess {

    /** The user, and its role, that the servers have there. */
    static final String SERVERS = "signalbox";

    private ArtemisProcess() {}

    static String passwordOf(User user) {
        return "for-" + user.login();
    }

    /**
     * Ends with the process that has started it: then nobody holds the other end of its input.
     *
     * @param words the address of its configuration
     */
    @SuppressWarnings("resource") // it lives as long as the process
    public static void main(String[] words) throws Exception {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(SERVERS, SERVERS);
        users.addRole(SERVERS, SERVERS);
        for (User user : User.values()) {
            users.addUser(user.login(), passwordOf(user));
            for (String role : user.roles()) {
                users.addRole(user.login(), role);
            }
        }
        new EmbeddedActiveMQ()
                .setConfigResourcePath(words[0])
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
                .start();
        while (System.in.read() >= 0) {
            // nobody writes
        }
        Runtime.getRuntime().halt(0);
    }
}
