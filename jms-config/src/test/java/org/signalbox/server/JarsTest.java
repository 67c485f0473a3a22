package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

    private static final Path DISTRIBUTION = Path.of("target/wildfly");

    @Test
    void every_jar_is_listed_however_deep_it_lies(@TempDir Path directory) throws IOException {
        byte[] maven = zip(Map.of(
                "META-INF/maven/g/a/pom.properties", text("groupId=g\nartifactId=a\nversion=1.2\n"),
                "META-INF/MANIFEST.MF", text("Manifest-Version: 1.0\nImplementation-Version: 9\n")));
        byte[] bundle = zip(Map.of("META-INF/MANIFEST.MF", text("Manifest-Version: 1.0\nBundle-Version: 3.4\n")));
        Map<String, byte[]> shaded = new LinkedHashMap<>();
        shaded.put("META-INF/maven/g/b/pom.properties", text("groupId=g\nartifactId=b\nversion=1\n"));
        shaded.put("META-INF/maven/g/c/pom.properties", text("groupId=g\nartifactId=c\nversion=2\n"));
        Path modules = Files.createDirectories(directory.resolve("server/modules/x"));
        Files.write(modules.resolve("shaded.jar"), zip(shaded));
        Files.write(modules.resolve("empty.jar"), new byte[0]);
        Path ear = Files.write(
                directory.resolve("app.ear"),
                zip(Map.of("lib/a.jar", maven, "web.war", zip(Map.of("WEB-INF/lib/bundle.jar", bundle)))));

        assertThat(Jars.of(directory.resolve("server"), ear))
                .extracting(Jars.Jar::toString)
                .containsExactly(
                        "bundle.jar 3.4 app.ear/web.war/WEB-INF/lib/bundle.jar",
                        "empty.jar - modules/x/empty.jar",
                        "g:a 1.2 app.ear/lib/a.jar",
                        "shaded.jar - modules/x/shaded.jar",
                        "web.war - app.ear/web.war");
    }

    @Test
    void the_versions_of_the_server_are_told(@TempDir Path directory) throws IOException {
        Path none = Files.write(directory.resolve("none.ear"), zip(Map.of()));

        assertThat(Jars.of(DISTRIBUTION, none))
                .hasSizeGreaterThan(500)
                .anyMatch(jar -> jar.name().equals("io.undertow:undertow-core")
                        && jar.version().startsWith("2."))
                .anyMatch(jar -> jar.name().equals("org.apache.activemq:artemis-server")
                        && jar.version().startsWith("2."))
                .filteredOn(jar -> jar.version().equals("-"))
                .hasSizeLessThan(20);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
