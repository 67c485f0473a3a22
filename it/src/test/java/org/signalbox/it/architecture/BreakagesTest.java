package org.signalbox.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The patches that break a promise must fit the code, or {@code it/breakages/run} proves nothing. */
class BreakagesTest {

    private static final Path PATCHES = Modules.ROOT.resolve("it/breakages");

    @Test
    void every_patch_fits_the_code_and_names_a_test() throws IOException {
        List<Path> patches;
        try (Stream<Path> files = Files.list(PATCHES)) {
            patches =
                    files.filter(f -> f.toString().endsWith(".patch")).sorted().toList();
        }
        assertThat(patches).hasSizeGreaterThan(20);
        for (Path patch : patches) {
            List<String> lines = Files.readAllLines(patch);
            assertThat(lines).as(patch.toString()).anyMatch(line -> line.startsWith("Test: "));
            assertFits(patch, lines);
        }
    }

    private static void assertFits(Path patch, List<String> lines) throws IOException {
        String target = "";
        List<String> before = new ArrayList<>();
        int hunks = 0;
        for (String line : lines) {
            boolean border = line.startsWith("diff --git ") || line.startsWith("@@ ");
            if (border && !before.isEmpty()) {
                assertThat(target).as(patch + ", hunk " + hunks).contains(String.join("\n", before));
                before.clear();
            }
            if (line.startsWith("diff --git ")) {
                target = "";
            } else if (line.startsWith("+++ b/")) {
                target = Files.readString(Modules.ROOT.resolve(line.substring("+++ b/".length())));
            } else if (line.startsWith("@@ ")) {
                hunks++;
            } else if (!target.isEmpty() && (line.startsWith(" ") || line.startsWith("-"))) {
                before.add(line.substring(1));
            }
        }
        assertThat(hunks).as(patch.toString()).isPositive();
        assertThat(target).as(patch + ", hunk " + hunks).contains(String.join("\n", before));
    }
}
