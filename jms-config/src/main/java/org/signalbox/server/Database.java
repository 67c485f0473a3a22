package org.signalbox.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the server keeps its instances: decides the server configuration and its environment. */
public sealed interface Database {

    /** The file in the server's configuration directory that goes with this database. */
    String configuration();

    /** What that configuration reads from the environment. */
    Map<String, String> environment();

    /** Whether something listens at the address of the database; true if the address is not known. */
    boolean isReachable();

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
        public boolean isReachable() {
            return true;
        }

        @Override
        public String toString() {
            return "H2, embedded";
        }
    }

    /** A PostgreSQL server that runs already; its schema is made by the application. */
    record PostgreSql(String url, String user, String password) implements Database {

        private static final Pattern ADDRESS = Pattern.compile("^jdbc:postgresql://([^/:,?\\[\\]]+)(?::(\\d{1,5}))?");
        private static final int DEFAULT_PORT = 5432;
        private static final int CONNECT_MILLIS = 2_000;

        @Override
        public String configuration() {
            return "standalone-signalbox-postgresql.xml";
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("SIGNALBOX_DB_URL", url, "SIGNALBOX_DB_USER", user, "SIGNALBOX_DB_PASSWORD", password);
        }

        /** Of several hosts in the URL, the first. */
        @Override
        public boolean isReachable() {
            Matcher address = ADDRESS.matcher(url);
            if (!address.find()) {
                return true;
            }
            String port = address.group(2);
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(address.group(1), port == null ? DEFAULT_PORT : Integer.parseInt(port)),
                        CONNECT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** Without the password, and without the URL's parameters, which may hold one. */
        @Override
        public String toString() {
            return "PostgreSQL, " + url.replaceFirst("\\?.*", "");
        }
    }
}
