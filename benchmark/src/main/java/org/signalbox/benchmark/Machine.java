package org.signalbox.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalbox.server.ServerProcess;

/** On what and when it was measured. */
final class Machine {
    private static final Pattern WILDFLY = Pattern.compile("WFLYSRV0025: (WildFly \\S+)");

    private Machine() {}

    static void describe(Report report, Options options, PostgreSql database, ServerProcess server) {
        report.setting(
                "date",
                LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")) + " UTC");
        report.setting("revision", System.getProperty("benchmark.revision", "unknown"));
        report.setting(
                "machine",
                "%d processors, %s, %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")));
        report.setting("Java", System.getProperty("java.vm.version"));
        report.setting("PostgreSQL", database.show("server_version") + ", fsync " + database.show("fsync"));
        report.setting("server", wildfly(server));
        report.setting(
                "load",
                "%,d instances, %,d signals per measurement, %d senders (%s), %,d signals of warm-up"
                        .formatted(
                                options.instances(),
                                options.signals(),
                                options.senders(),
                                options.acceptance() == Acceptance.BATCH ? "commit per 100" : "single sends",
                                options.warmUp()));
        if (!options.serverJvm().isEmpty()) {
            report.setting("server's options", String.join(" ", options.serverJvm()));
        }
    }

    private static String wildfly(ServerProcess server) {
        try {
            List<String> log = Files.readAllLines(server.log());
            String version = log.stream()
                    .map(WILDFLY::matcher)
                    .filter(Matcher::find)
                    .map(m -> m.group(1))
                    .findFirst()
                    .orElse("WildFly");
            boolean aio = log.stream().anyMatch(line -> line.contains("AMQ221012"));
            return version + ", broker's journal by " + (aio ? "libaio" : "NIO (install libaio: it is much faster)");
        } catch (IOException e) {
            throw new BenchmarkFailure("cannot read " + server.log() + ": " + e, e);
        }
    }
}
