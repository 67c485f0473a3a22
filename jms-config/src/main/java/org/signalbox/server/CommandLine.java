package org.signalbox.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs WildFly without its shell script: the process that is started is then the server itself, and
 * killing it leaves nothing behind.
 */
final class CommandLine {
    /** As {@code bin/common.sh} of the distribution has them; a test compares. */
    static final List<String> MODULE_OPTIONS = List.of(
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private static final Path SHELL = Path.of("/bin/sh");

    private CommandLine() {}

    static List<String> of(ServerSettings settings, Ports ports) {
        Path home = settings.distribution();
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.add("-D[Standalone]");
        command.addAll(ClassArchive.options(home, settings.jvmOptions()));
        command.addAll(settings.jvmOptions());
        command.addAll(List.of(
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Djdk.serialFilter=maxbytes=10485760;maxdepth=128;maxarray=100000;maxrefs=300000",
                "--add-modules=java.se"));
        command.addAll(MODULE_OPTIONS);
        command.addAll(List.of(
                "-Dorg.jboss.boot.log.file=" + settings.base().resolve("log").resolve("server.log"),
                "-Dlogging.configuration="
                        + settings.base()
                                .resolve("configuration/logging.properties")
                                .toUri(),
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + settings.base(),
                "-Djboss.socket.binding.port-offset=" + ports.offset(),
                // the log file is rotated, the console's would grow without end
                "-Dsignalbox.console.level=OFF",
                "--read-only-server-config=" + settings.configuration()));
        return command;
    }

    /** The same command, whose process makes files that only their owner can read. It is the process itself, no child of a shell. */
    static List<String> privately(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of(SHELL.toString(), "-c", "umask 077; exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    /** The Java that runs this code. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
