package org.signalbox.server;

import java.util.Map;

/** Where the server's queues are: decides the server configuration, together with the {@link Database}. */
public sealed interface Broker {

    /** What the server's configuration reads from the environment. */
    Map<String, String> environment();

    /**
     * The broker that an environment asks for: an external one if {@code SIGNALBOX_BROKER_HOST} is set (with {@code
     * SIGNALBOX_BROKER_PORT}, {@code SIGNALBOX_BROKER_USER}, {@code SIGNALBOX_BROKER_PASSWORD}), else the embedded one.
     */
    static Broker of(Map<String, String> environment) {
        String host = environment.getOrDefault("SIGNALBOX_BROKER_HOST", "");
        return host.isBlank()
                ? new Embedded()
                : new External(
                        host,
                        port(environment.getOrDefault("SIGNALBOX_BROKER_PORT", "61616")),
                        environment.getOrDefault("SIGNALBOX_BROKER_USER", "signalbox"),
                        environment.getOrDefault("SIGNALBOX_BROKER_PASSWORD", ""));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("SIGNALBOX_BROKER_PORT must be a number, not " + text, e);
        }
    }

    /** In the server's own process, with its journal below the base directory. */
    record Embedded() implements Broker {
        @Override
        public Map<String, String> environment() {
            return Map.of();
        }
    }

    /** An Artemis that runs already, and may serve several servers; {@code src/main/broker/broker.xml} tells what it needs. */
    record External(String host, int port, String user, String password) implements Broker {
        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "SIGNALBOX_BROKER_HOST",
                    host,
                    "SIGNALBOX_BROKER_PORT",
                    String.valueOf(port),
                    "SIGNALBOX_BROKER_USER",
                    user,
                    "SIGNALBOX_BROKER_PASSWORD",
                    password);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Artemis, " + user + "@" + host + ":" + port;
        }
    }
}
