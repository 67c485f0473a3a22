package org.signalbox.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.engine.application.Queues;

class QueuesTest {

    private static final Path SCRIPTS = Modules.ROOT.resolve("jms-config/src/main/cli");
    private static final Path BROKER = Modules.ROOT.resolve("jms-config/src/main/broker/broker.xml");
    private static final Pattern ADDED = Pattern.compile(
            "/((?:external-)?jms-queue|pooled-connection-factory)=([\\w.-]+):add\\(.*?entries=\\[([^]]*)]");

    @ParameterizedTest
    @ValueSource(strings = {"messaging.cli", "external-broker.cli"})
    void every_name_the_engine_uses_is_made_by_the_script(String script) throws IOException, IllegalAccessException {
        Set<String> offered = new TreeSet<>();
        Matcher added = ADDED.matcher(Files.readString(SCRIPTS.resolve(script)));
        while (added.find()) {
            offered.addAll(Set.of(added.group(3).split(",")));
        }
        Set<String> used = new TreeSet<>();
        for (Field field : Queues.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                used.add((String) field.get(null));
            }
        }

        assertThat(used).isNotEmpty();
        assertThat(offered).containsAll(used);
    }

    @Test
    void every_queue_of_an_external_broker_is_made_by_its_configuration() throws IOException {
        String broker = Files.readString(BROKER);
        Matcher added = ADDED.matcher(Files.readString(SCRIPTS.resolve("external-broker.cli")));
        int queues = 0;
        while (added.find()) {
            if (added.group(1).equals("external-jms-queue") && !added.group(2).startsWith("activemq.")) {
                queues++;
                assertThat(broker).contains("<queue name=\"jms.queue." + added.group(2) + "\"");
            }
        }
        assertThat(queues).isEqualTo(10);
    }
}
