package org.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchEarTest {

    @Test
    void the_copy_has_the_workflow_in_its_lib_and_all_that_was_there(@TempDir Path directory) throws IOException {
        Path original = directory.resolve("original.ear");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(original))) {
            zip.putNextEntry(new ZipEntry("signalbox-ejb.jar"));
        }
        Path copy = directory.resolve("made/signalbox.ear");

        BenchEar.make(original, copy);

        assertThat(entries(Files.newInputStream(copy)))
                .contains(
                        "signalbox-ejb.jar",
                        "lib/signalbox-benchmark-workflow.jar",
                        "lib/signalbox-benchmark-workflow.jar!org/signalbox/benchmark/workflow/Bench.class");
    }

    private static List<String> entries(InputStream bytes) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().endsWith(".jar")) {
                    ZipInputStream inner = new ZipInputStream(zip);
                    for (ZipEntry e = inner.getNextEntry(); e != null; e = inner.getNextEntry()) {
                        names.add(entry.getName() + "!" + e.getName());
                    }
                }
            }
        }
        return names;
    }
}
