package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.signalbox.client.WorkflowClient;

/** The public API is what {@code docs/api.txt} says it is, and every type of it is documented. */
class ApiCompatibilityTest {

    private static final Path BASELINE = Path.of("../docs/api.txt");

    private static final String HOW = "\n\nWhoever compiled against it would notice. If that is what you want, run\n"
            + "  mvn -pl testkit -am test -Dtest=ApiCompatibilityTest -Dsurefire.failIfNoSpecifiedTests=false"
            + " -Dsignalbox.api.accept=true\n"
            + "which writes docs/api.txt anew, commit that file, and tell users in CHANGELOG.md what they have to change.";

    private static Set<String> surface() throws IOException, URISyntaxException {
        Set<String> all = new TreeSet<>(ApiSurface.besides(WorkflowClient.class));
        all.addAll(ApiSurface.besides(TestKit.class));
        return all;
    }

    @Test
    void nothing_is_taken_away_and_nothing_comes_unnoticed() throws IOException, URISyntaxException {
        Set<String> now = surface();
        if (Boolean.getBoolean("signalbox.api.accept")) {
            Files.writeString(BASELINE, String.join("\n", now) + "\n");
        }
        List<String> before = Files.readAllLines(BASELINE);

        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(now);
        Set<String> fresh = new TreeSet<>(now);
        before.forEach(fresh::remove);

        assertThat(before).hasSizeGreaterThan(100);
        assertThat(gone)
                .as("gone or changed: an incompatible change of the API" + HOW)
                .isEmpty();
        assertThat(fresh)
                .as("new in the API, and not in docs/api.txt yet" + HOW)
                .isEmpty();
    }

    @Test
    void every_public_type_says_what_it_is() throws IOException {
        Pattern type = Pattern.compile("^( {0,4})(?:public |static |final |abstract |sealed |non-sealed )*"
                + "(?:class|interface|@interface|record|enum) (\\w+).*");
        List<String> undocumented = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher found = type.matcher(lines.get(i));
                if (found.matches() && isPublic(lines.get(i), file) && !isDocumented(lines, i)) {
                    undocumented.add(file.getFileName() + ":" + (i + 1) + " " + found.group(2));
                }
            }
        }
        assertThat(undocumented).isEmpty();
        assertThat(sources()).hasSizeGreaterThan(40);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> api = Files.walk(Path.of("../api/src/main/java"));
                Stream<Path> kit = Files.walk(Path.of("src/main/java"))) {
            return Stream.concat(api, kit)
                    .filter(f -> f.toString().endsWith(".java"))
                    .toList();
        }
    }

    /** Types within an interface are public without saying so. */
    private static boolean isPublic(String line, Path file) throws IOException {
        boolean nestedInInterface = line.startsWith("    ")
                && !line.contains("private ")
                && Pattern.compile("^public (sealed )?interface ", Pattern.MULTILINE)
                        .matcher(Files.readString(file))
                        .find();
        return line.contains("public ") || nestedInInterface;
    }

    private static boolean isDocumented(List<String> lines, int declaration) {
        int before = declaration - 1;
        while (before >= 0 && lines.get(before).strip().startsWith("@")) {
            before--;
        }
        return before >= 0 && lines.get(before).strip().endsWith("*/");
    }
}
