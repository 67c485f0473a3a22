package org.signalbox.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code in the documents is that of the examples, which is compiled and tested. */
class ExcerptsTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern EXCERPT =
            Pattern.compile("<!-- excerpt: (\\S+) -->\\R```\\w*\\R(.*?)```", Pattern.DOTALL);

    @Test
    void every_excerpt_stands_in_its_file_line_by_line() throws IOException {
        List<String> checked = new ArrayList<>();
        for (Path document : documents()) {
            Matcher excerpt = EXCERPT.matcher(Files.readString(document));
            while (excerpt.find()) {
                List<String> shown = stripped(excerpt.group(2).lines().toList());
                List<String> code = stripped(Files.readAllLines(ROOT.resolve(excerpt.group(1))));
                assertThat(Collections.indexOfSubList(code, shown))
                        .as(
                                "an excerpt in %s is not, or not any more, in %s:%n%s",
                                document, excerpt.group(1), excerpt.group(2))
                        .isNotNegative();
                checked.add(excerpt.group(1));
            }
        }
        assertThat(checked).hasSizeGreaterThan(15);
    }

    @Test
    void no_mark_of_an_excerpt_is_without_one() throws IOException {
        for (Path document : documents()) {
            String text = Files.readString(document);
            assertThat(EXCERPT.matcher(text).results().count())
                    .as(document.toString())
                    .isEqualTo(Pattern.compile("<!-- excerpt")
                            .matcher(text)
                            .results()
                            .count());
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(files.filter(f -> f.toString().endsWith(".md")), Stream.of(ROOT.resolve("README.md")))
                    .toList();
        }
    }

    /** How far something is indented is a matter of the page. */
    private static List<String> stripped(List<String> lines) {
        return lines.stream().map(String::strip).toList();
    }
}
