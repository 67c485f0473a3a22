package org.signalbox.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the rules look at. Each look asserts that it sees something of every module. */
final class Modules {

    static final Path ROOT = Path.of(System.getProperty("signalbox.root", ".."));

    private static final List<String> WITH_CODE =
            List.of("api", "core", "testkit", "ejb", "web", "jms-config", "examples", "health");

    static final JavaClasses MAIN = classes("target/classes");

    static final JavaClasses TESTS = classes("target/test-classes");

    private Modules() {}

    private static JavaClasses classes(String folder) {
        List<Path> folders = folders(folder);
        if (folder.equals("target/classes")) {
            assertThat(folders)
                    .containsAll(WITH_CODE.stream()
                            .map(m -> ROOT.resolve(m).resolve(folder))
                            .toList());
        }
        for (Path found : folders) {
            assertThat(new ClassFileImporter().importPath(found))
                    .as(found.toString())
                    .isNotEmpty();
        }
        return new ClassFileImporter().importPaths(folders);
    }

    /** Sources of main code, of all modules. */
    static List<Path> sources() {
        return folders("src/main/java").stream().flatMap(Modules::javaFiles).toList();
    }

    static List<Path> sources(String module) {
        return javaFiles(ROOT.resolve(module).resolve("src/main/java")).toList();
    }

    private static List<Path> folders(String folder) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(m -> Files.exists(m.resolve("pom.xml")))
                    .map(m -> m.resolve(folder))
                    .filter(f -> javaOrClassFiles(f) > 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long javaOrClassFiles(Path folder) {
        return filesIn(folder)
                .filter(f -> f.toString().matches(".*\\.(java|class)"))
                .count();
    }

    private static Stream<Path> javaFiles(Path folder) {
        List<Path> files =
                filesIn(folder).filter(f -> f.toString().endsWith(".java")).toList();
        assertThat(files).as("sources in " + folder).isNotEmpty();
        return files.stream();
    }

    private static Stream<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
