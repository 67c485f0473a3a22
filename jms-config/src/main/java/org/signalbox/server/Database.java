package org.signalbox.server;

import java.util.Map;

/** Where the server keeps its instances: decides the server configuration and its environment. */
public sealed interface Database {

    /** The file in the server's configuration directory that goes with this database. */
    String configuration();

    /** What that configuration reads from the environment. */
    Map<String, String> environment();

    /**
     * The database that an environment asks for: PostgreSQL if {@code SIGNALBOX_DB_URL} is set (with {@code
     * SIGNALBOX_DB_USER}, {@code SIGNALBOX_DB_PASSWORD}), else the embedded one.
     */
    static Database of(Map<String, String> environment) {
        String url = environment.getOrDefault("SIGNALBOX_DB_URL", "");
        return url.isBlank()
                ? new H2()
                : new PostgreSql(
                        url,
                        environment.getOrDefault("SIGNALBOX_DB_USER", "signalbox"),
                        environment.getOrDefault("SIGNALBOX_DB_PASSWORD", ""));
    }

    /** The embedded database, a file below the base directory. */
    record H2() implements Database {
        @Override
        public String configuration() {
            return "standalone-signalbox.xml";
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public String toString() {
            return "H2, embedded";
        }
    }

    /** A PostgreSQL server that runs already; its schema is made by the application. */
    record PostgreSql(String url, String user, String password) implements Database {
        @Override
        public String configuration() {
            return "standalone-signalbox-postgresql.xml";
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("SIGNALBOX_DB_URL", url, "SIGNALBOX_DB_USER", user, "SIGNALBOX_DB_PASSWORD", password);
        }

        /** Without the password, and without the URL's parameters, which may hold one. */
        @Override
        public String toString() {
            return "PostgreSQL, " + url.replaceFirst("\\?.*", "");
        }
    }
}
