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

/** The pages of what is promised and of the cases from the field name tests; they must exist. */
class GuaranteesTest {

    private static final Path PAGE = Modules.ROOT.resolve("docs/guarantees.md");
    private static final Path CASES = Modules.ROOT.resolve("docs/testing.md");

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");

    @Test
    void every_test_that_the_pages_name_exists() throws IOException {
        namesExistIn(Files.readString(PAGE));
        namesExistIn(Files.readString(CASES));
    }

    private static void namesExistIn(String page) throws IOException {
        Map<String, String> tests = tests();
        Matcher named = NAMED.matcher(page);
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(tests).as("tests").containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(tests.get(named.group(1)))
                        .as(named.group(1))
                        .containsPattern("(void|>) " + named.group(2) + "\\(");
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void every_guarantee_has_a_line() throws IOException {
        String page = Files.readString(PAGE);

        for (int number = 1; number <= 13; number++) {
            assertThat(page).contains("\n| G" + number + " | ");
        }
    }

    @Test
    void every_case_from_the_field_has_a_line() throws IOException {
        String page = Files.readString(CASES);

        for (int number = 1; number <= 30; number++) {
            assertThat(page).contains("\n| F%02d | ".formatted(number));
        }
        for (int number : new int[] {2, 6, 7, 8, 9, 10, 11}) {
            assertThat(page).contains("\n| S" + number + " | ");
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
