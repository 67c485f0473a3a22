package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassArchiveTest {

    private static final List<String> PLAIN = List.of("-Xmx2g");

    @TempDir
    private Path distribution;

    private Path archive = Path.of("");

    @BeforeEach
    void make() throws IOException {
        archive = distribution.resolve(
                "classes-" + System.getProperty("java.vm.version").replace('/', '_') + ".jsa");
        Files.writeString(archive, "no archive at all");
    }

    @Test
    void a_server_uses_the_archive_of_the_distribution() {
        assertThat(ClassArchive.options(distribution, PLAIN)).containsExactly("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void the_archive_of_another_java_is_not_used() throws IOException {
        Files.move(archive, distribution.resolve("classes-11.0.1+13.jsa"));

        assertThat(ClassArchive.options(distribution, PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:SharedArchiveFile=mine.jsa",
                "-XX:ArchiveClassesAtExit=mine.jsa",
                "-XX:AOTCache=mine.aot",
                "-Xshare:off"
            })
    void an_operators_own_way_to_share_classes_comes_first(String option) {
        assertThat(ClassArchive.options(distribution, List.of("-Xmx2g", option)))
                .isEmpty();
    }

    @Test
    void java_starts_with_an_archive_that_does_not_fit() throws Exception {
        Process java = new ProcessBuilder(
                        CommandLine.java().toString(),
                        ClassArchive.options(distribution, PLAIN).get(0),
                        "-version")
                .redirectErrorStream(true)
                .redirectOutput(distribution.resolve("output.txt").toFile())
                .start();

        assertThat(java.waitFor()).isZero();
        assertThat(distribution.resolve("output.txt")).content().contains("Runtime Environment");
    }
}
