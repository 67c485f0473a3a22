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
import org.signalbox.engine.application.Queues;

class QueuesTest {

    private static final Path SCRIPT = Modules.ROOT.resolve("jms-config/src/main/cli/messaging.cli");
    private static final Pattern ADDED =
            Pattern.compile("/(jms-queue|pooled-connection-factory)=([\\w.-]+):add\\(.*?entries=\\[([^]]*)]");

    @Test
    void every_name_the_engine_uses_is_made_by_the_script() throws IOException, IllegalAccessException {
        Set<String> offered = new TreeSet<>();
        Matcher added = ADDED.matcher(Files.readString(SCRIPT));
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
    void every_queue_of_the_script_is_known_as_ours() throws IOException {
        Matcher added = ADDED.matcher(Files.readString(SCRIPT));
        int queues = 0;
        while (added.find()) {
            if (added.group(1).equals("jms-queue")) {
                queues++;
                assertThat(Queues.isOurs(added.group(2))).as(added.group(2)).isTrue();
                assertThat(Queues.isOurs("jms.queue." + added.group(2))).isTrue();
            }
        }
        assertThat(queues).isGreaterThan(3);
    }
}
