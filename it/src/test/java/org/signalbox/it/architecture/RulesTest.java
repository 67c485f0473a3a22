package org.signalbox.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Schedule;
import jakarta.ejb.Schedules;
import jakarta.ejb.TimerService;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {

    /** Processes of their own, without the engine's clock: the sender, the server's launcher, the load driver. */
    private static final String[] ENGINE = {
        "org.signalbox.core..", "org.signalbox.engine..", "org.signalbox.web..", "org.signalbox.testkit.."
    };

    @Test
    void the_entity_manager_appears_only_in_stores() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .and()
                .haveSimpleNameNotEndingWith("Store")
                // It flushes, so that what the database refuses is known while the turn can still be rolled back.
                .and()
                .doNotHaveSimpleName("TurnTransaction")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .check(Modules.MAIN);
    }

    @Test
    void entities_do_not_leave_their_package() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .and()
                .resideInAnyPackage(ENGINE)
                .should()
                .bePackagePrivate()
                .check(Modules.MAIN);
        noMethods()
                .that()
                .arePublic()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.have(describe(
                        "an entity in their signature",
                        (JavaMethod m) -> Stream.concat(Stream.of(m.getReturnType()), m.getParameterTypes().stream())
                                .flatMap(t -> t.getAllInvolvedRawTypes().stream())
                                .anyMatch(t -> t.isAnnotatedWith(Entity.class)))))
                .check(Modules.MAIN);
    }

    @Test
    void nobody_sleeps() {
        DescribedPredicate<JavaAccess<?>> sleeping = describe(
                "a call of sleep",
                access -> access.getName().equals("sleep")
                        && access.getTargetOwner().getPackageName().startsWith("java."));
        noClasses().should().accessTargetWhere(sleeping).check(Modules.MAIN);
        noClasses().should().accessTargetWhere(sleeping).check(Modules.TESTS);
    }

    @Test
    void entrances_are_called_by_their_role() {
        classes()
                .that()
                .areAnnotatedWith(MessageDriven.class)
                .should()
                .haveSimpleNameEndingWith("Consumer")
                .check(Modules.MAIN);
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(Modules.MAIN);
    }

    @Test
    void time_is_java_time() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class, Calendar.class)
                .check(Modules.MAIN);
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .and()
                .haveNameNotMatching(".*(Store|Converter|Column)")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.sql.Timestamp.class)
                .check(Modules.MAIN);
    }

    @Test
    void the_time_is_asked_of_the_injected_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .and()
                .doNotHaveSimpleName("ClockProducer")
                .should()
                .accessTargetWhere(describe("a look at the system's clock", RulesTest::asksTheSystem))
                .check(Modules.MAIN);
    }

    private static boolean asksTheSystem(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.time.InstantSource") && name.equals("system"))
                || (owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.startsWith("java.time.")
                        && name.equals("now")
                        && access instanceof com.tngtech.archunit.core.domain.JavaMethodCall call
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    /** The container waits for its timers until a time of the wall clock, and for nothing after a step of that. */
    @Test
    void nothing_waits_for_the_containers_timers() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .and()
                .doNotHaveSimpleName("Alarm")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(TimerService.class, Schedule.class, Schedules.class, java.util.Timer.class)
                .check(Modules.MAIN);
    }

    @Test
    void every_public_type_of_the_api_is_documented() throws IOException {
        Pattern documented = Pattern.compile("\\*/\\s+(@\\w+(\\([^)]*\\))?\\s+)*public ");
        List<java.nio.file.Path> sources = Modules.sources("api");
        for (java.nio.file.Path source : sources) {
            String code = Files.readString(source);
            if (Pattern.compile("^public ", Pattern.MULTILINE).matcher(code).find()) {
                assertThat(code).as(source.toString()).containsPattern(documented);
            }
        }
        assertThat(sources).hasSizeGreaterThan(15);
    }

    @Test
    void constants_are_not_reachable_by_all() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(Modules.MAIN);
    }
}
