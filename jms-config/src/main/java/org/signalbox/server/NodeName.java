package org.signalbox.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The default name of a server: of the machine and the base directory, so that two servers have two names. */
final class NodeName {

    /** Names a server. */
    static final String VARIABLE = "SIGNALBOX_NODE";

    /** WildFly takes no more bytes for the name in its transaction log. */
    static final int LONGEST = 23;

    private static final int DIGITS = 6;

    private NodeName() {}

    static String of(String host, Path base) throws IOException {
        String shown = host.replaceAll("\\..*", "").replaceAll("[^A-Za-z0-9-]", "");
        String machine = shown.isEmpty() ? "server" : shown;
        return machine.substring(0, Math.min(machine.length(), LONGEST - DIGITS - 1)) + "-"
                + digest(host + " " + base.toRealPath()).substring(0, DIGITS);
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
