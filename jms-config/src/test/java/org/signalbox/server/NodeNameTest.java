package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "app-7d9f8b6c5-x2x4z-and-so-on-and-so-on",
                "host.example.org",
                "h\u00e4user",
                "\u65e5\u672c",
                "",
                "10.1.2.3"
            })
    void a_name_fits_into_the_transaction_log(String host) throws IOException {
        String name = NodeName.of(host, directory);

        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(7, NodeName.LONGEST);
        assertThat(name).matches("[A-Za-z0-9-]+");
    }

    @Test
    void two_base_directories_and_two_machines_have_different_names() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));

        assertThat(NodeName.of("app-1", one))
                .isNotEqualTo(NodeName.of("app-1", two))
                .isNotEqualTo(NodeName.of("app-2", one))
                .isEqualTo(NodeName.of("app-1", one));
    }

    @Test
    void a_base_directory_keeps_its_name() throws IOException {
        Files.writeString(directory.resolve("node"), "kept\n");

        assertThat(new BaseDirectory(directory).nodeName()).isEqualTo("kept");
    }
}
