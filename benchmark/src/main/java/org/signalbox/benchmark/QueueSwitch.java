package org.signalbox.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Switches the server while it runs, by WildFly's command line: how a backlog is made in the queue of signals. */
final class QueueSwitch {
    private static final String QUEUE = "/subsystem=messaging-activemq/server=default/jms-queue=signals";

    private final Path wildfly;
    private final int managementPort;

    QueueSwitch(Path wildfly, int managementPort) {
        this.wildfly = wildfly.toAbsolutePath().normalize();
        this.managementPort = managementPort;
    }

    void pause() {
        run(QUEUE + ":pause");
    }

    void resume() {
        run(QUEUE + ":resume");
    }

    /** Sets a system property. */
    void property(String name, String value) {
        run("/system-property=" + name + ":add(value=" + value + ")");
    }

    private void run(String operation) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djboss.home.dir=" + wildfly,
                "-Dlogging.configuration="
                        + wildfly.resolve("bin/jboss-cli-logging.properties").toUri(),
                "--add-modules=java.se",
                "-jar",
                wildfly.resolve("jboss-modules.jar").toString(),
                "-mp",
                wildfly.resolve("modules").toString(),
                "org.jboss.as.cli",
                "--connect",
                "--controller=remote+http://127.0.0.1:" + managementPort,
                "--command=" + operation);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(wildfly.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkFailure("the server can't be switched (" + operation + "): " + said.strip());
            }
        } catch (IOException e) {
            throw new BenchmarkFailure("the server can't be switched: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted while switching the server", e);
        }
    }
}
