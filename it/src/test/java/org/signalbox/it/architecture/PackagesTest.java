package org.signalbox.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final Path DRAWING = Modules.ROOT.resolve("docs/packages.puml");
    private static final Pattern ARROW = Pattern.compile("\\[([\\w.]+)] --> \\[([\\w.]+)]");

    /** The drawing is of what is deployed or given to authors; the load driver stands beside it. */
    private final JavaClasses drawn = Modules.MAIN.that(JavaClass.Predicates.resideOutsideOfPackage("..benchmark.."));

    @Test
    void packages_use_only_what_the_drawing_allows() {
        classes()
                .that()
                .resideInAPackage("org.signalbox..")
                .should(adhereToPlantUmlDiagram(DRAWING, consideringOnlyDependenciesInAnyPackage("org.signalbox..")))
                .check(drawn);
    }

    @Test
    void every_arrow_of_the_drawing_is_needed() throws IOException {
        Set<String> unused = new TreeSet<>();
        int arrows = 0;
        Matcher arrow = ARROW.matcher(Files.readString(DRAWING));
        while (arrow.find()) {
            arrows++;
            String from = "org.signalbox." + arrow.group(1);
            String to = "org.signalbox." + arrow.group(2);
            boolean used = drawn.stream().noneMatch(c -> c.getPackageName().equals(from))
                    || drawn.stream()
                            .filter(c -> c.getPackageName().equals(from))
                            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                            .anyMatch(d -> d.getTargetClass().getPackageName().equals(to));
            if (!used) {
                unused.add(arrow.group());
            }
        }

        assertThat(arrows).isPositive();
        assertThat(unused).isEmpty();
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("org.signalbox.(**)").should().beFreeOfCycles().check(Modules.MAIN);
    }

    @Test
    void every_package_says_what_it_is_for() {
        List<String> silent = Modules.MAIN.stream()
                .map(JavaClass::getPackage)
                .filter(p -> p.tryGetPackageInfo().isEmpty())
                .map(JavaPackage::getName)
                .distinct()
                .sorted()
                .toList();

        assertThat(silent).isEmpty();
        assertThat(Modules.sources().stream()
                        .filter(f -> f.endsWith("package-info.java"))
                        .collect(Collectors.toSet()))
                .allSatisfy(f -> assertThat(Files.readString(f)).startsWith("/**"));
    }

    @Test
    void the_core_knows_no_container_no_files_and_no_database() {
        noClasses()
                .that()
                .resideInAPackage("org.signalbox.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "javax..", "java.sql..", "java.nio.file..", "java.net..")
                .check(Modules.MAIN);
    }

    @Test
    void the_api_depends_on_nothing_but_java_and_the_annotations_of_beans() {
        classes()
                .that()
                .resideInAnyPackage("org.signalbox.workflow", "org.signalbox.activity", "org.signalbox.client")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jakarta.enterprise.inject..",
                        "org.jspecify..",
                        "org.signalbox.workflow",
                        "org.signalbox.activity",
                        "org.signalbox.client")
                .check(Modules.MAIN);
    }

    @Test
    void the_web_knows_neither_sql_nor_messages() {
        noClasses()
                .that()
                .resideInAPackage("org.signalbox.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "jakarta.jms..", "java.sql..")
                .check(Modules.MAIN);
    }
}
