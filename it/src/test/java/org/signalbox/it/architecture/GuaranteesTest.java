package org.signalbox.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of what is promised names tests; they must exist. */
class GuaranteesTest {

    private static final Path PAGE = Modules.ROOT.resolve("docs/guarantees.md");

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

    @Test
    void every_test_that_the_page_names_exists() throws IOException {
        Map<String, String> tests = tests();
        String page = Files.readString(PAGE);
        Matcher named = NAMED.matcher(page);
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(tests).as("tests").containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(tests.get(named.group(1))).as(named.group(1)).contains("void " + named.group(2) + "(");
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void every_guarantee_has_a_line() throws IOException {
        String page = Files.readString(PAGE);

        for (int number = 1; number <= 12; number++) {
            assertThat(page).contains("\n| G" + number + " | ");
        }
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Modules.ROOT)) {
            for (Path sources : modules.map(m -> m.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                addTests(sources, tests);
            }
        }
        return tests;
    }

    private static void addTests(Path sources, Map<String, String> tests) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.merge(name, Files.readString(file), String::concat);
            }
        }
    }
}
