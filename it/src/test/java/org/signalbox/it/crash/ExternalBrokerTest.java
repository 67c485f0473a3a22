package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.HealthAnswer;

/** A server whose broker somebody else configures. */
class ExternalBrokerTest {

    @Test
    void what_the_broker_has_not_been_told_is_named_until_it_is_mended(@TempDir Path directory) throws Exception {
        Path configuration = directory.resolve("broker.xml");
        String right = Files.readString(Artemis.CONFIGURATION);
        Files.writeString(
                configuration,
                right.replace(" exclusive=\"true\"", "")
                        .replace(" group-buckets=\"4096\"", "")
                        .replace("max-delivery-attempts>-1<", "max-delivery-attempts>10<")
                        .replace("redelivery-delay>0<", "redelivery-delay>500<")
                        .replace("<expiry-address>jms.queue.signals.expired</expiry-address>", "")
                        .replaceAll("(?s)<diverts>.*</diverts>", "")
                        .replaceAll("(?s)<broker-plugins>.*</broker-plugins>", ""));
        try (Rig rig = Rig.sharing(directory, 1)) {
            rig.broker().configure(configuration);
            rig.start();

            eventually().until(() -> rig.logged("SIGBOX0014"));
            assertThat(rig.line("SIGBOX0014"))
                    .contains("jms.queue.signals has max-delivery-attempts 10 and needs -1")
                    .contains("jms.queue.results has redelivery-delay 500 and needs 0")
                    .contains("jms.queue.signals needs group-buckets")
                    .contains("jms.queue.signals.ungrouped must be exclusive")
                    .contains("no divert takes what has no group from jms.queue.signals")
                    .contains("jms.queue.signals needs the expiry-address jms.queue.signals.expired")
                    .contains("the broker has no plugin org.signalbox.broker.OrderedHandover")
                    .doesNotContain("there is no queue");

            rig.broker().kill();
            eventually()
                    .until(() -> HealthAnswer.of(rig.server())
                            .check("signalbox-broker")
                            .orElseThrow()
                            .at("/data/reachable")
                            .asText()
                            .equals("false"));
            assertThat(rig.server().isReady())
                    .as("REST, timers and console go on without the broker")
                    .isTrue();
            rig.broker().configure(Artemis.CONFIGURATION);
            rig.broker().start();
            eventually().until(() -> rig.logged("SIGBOX0013"));
            assertThat(rig.logLines("SIGBOX0014")).isOne();
        }
    }
}
