package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorsEarTest {

    @TempDir
    private Path directory;

    private Path plain = Path.of("");

    @BeforeEach
    void build() throws IOException {
        plain = archive("signalbox.ear", "signalbox-ejb.jar", "lib/signalbox-examples.jar", "lib/signalbox-api.jar");
    }

    private Path archive(String name, String... entries) throws IOException {
        Path file = directory.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static List<String> entries(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(n -> !n.endsWith("/"))
                    .toList();
        }
    }

    @Test
    void the_authors_jars_take_the_place_of_the_examples() throws IOException {
        Path mine = archive("my-workflows.jar", "A.class");

        Path made = AuthorsEar.make(plain, List.of(mine), directory.resolve("with/signalbox.ear"));
        AuthorsEar.make(plain, List.of(mine), made);

        assertThat(entries(made))
                .containsExactlyInAnyOrder("signalbox-ejb.jar", "lib/signalbox-api.jar", "lib/my-workflows.jar");
        assertThat(entries(plain)).as("stays as it is").contains("lib/signalbox-examples.jar");
    }

    @Test
    void a_jar_that_is_not_there_or_takes_anothers_name_is_refused() throws IOException {
        Path target = directory.resolve("with/signalbox.ear");
        Path sameName = archive("signalbox-api.jar", "A.class");

        assertThatExceptionOfType(ServerFailure.class)
                .isThrownBy(() -> AuthorsEar.make(plain, List.of(directory.resolve("none.jar")), target))
                .withMessageContainingAll("none.jar", "has it been built?");
        assertThatExceptionOfType(ServerFailure.class)
                .isThrownBy(() -> AuthorsEar.make(plain, List.of(sameName), target))
                .withMessageContaining("give the jar another name");
    }
}
