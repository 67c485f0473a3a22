package org.signalbox.engine.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this engine, as its build has written it. */
final class EngineVersion {

    private EngineVersion() {}

    static String read() {
        Properties properties = new Properties();
        try (InputStream in = EngineVersion.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
