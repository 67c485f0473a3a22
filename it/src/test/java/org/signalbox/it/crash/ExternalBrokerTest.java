package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.HealthAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.server.User;

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
                        .replaceAll("(?s)<broker-plugins>.*</broker-plugins>", "")
                        .replaceAll("(?s)<remoting-incoming-interceptors>.*</remoting-incoming-interceptors>", "")
                        .replace("\"consume\" roles=\"signalbox\"", "\"consume\" roles=\"signalbox,sender\""));
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
                    .contains("the broker has no plugin org.signalbox.broker.DestinationGuard")
                    .contains("the broker has no incoming interceptor org.signalbox.broker.PacketShield")
                    .contains("the role sender has the permission consume on the address #,")
                    .contains("the role sender has the permission consume on the address jms.#,")
                    .contains("the role sender has the permission consume on the address jms.queue.signals,")
                    .doesNotContain("the role worker")
                    .doesNotContain("temporary queue,")
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
            Path inverting = directory.resolve("inverting.xml");
            Files.writeString(
                    inverting,
                    right.replace(
                            "</broker-plugins>",
                            "<broker-plugin class-name=\"" + InvertedArrivals.class.getName()
                                    + "\"/></broker-plugins>"));
            rig.broker().configure(inverting);
            rig.broker().start();
            eventually().until(() -> rig.logged("SIGBOX0013"));
            assertThat(rig.logLines("SIGBOX0014")).isOne();

            assertThatInversionsAreLoggedOnceAndCounted(rig);
            assertThatDelayedSignalsSurviveTheBroker(rig);
        }
    }

    /** The broker says that it received them in another order than it delivers them. */
    private static void assertThatInversionsAreLoggedOnceAndCounted(Rig rig) throws Exception {
        List<Sent> sent = IntStream.rangeClosed(1, 4)
                .mapToObj(n -> new Sent(InvertedArrivals.GROUP, "inverted", n))
                .toList();
        rig.post().send(sent.stream().map(Post::item).toList());
        rig.post()
                .send(List.of(
                        Post.item(new Sent("upright", "upright", 1)), Post.item(new Sent("upright", "upright", 2))));

        eventually().until(() -> inversions(rig, InvertedArrivals.GROUP) == 3);
        JsonNode balance = balance(rig, InvertedArrivals.GROUP);
        assertThat(balance.path("right").asBoolean()).isFalse();
        assertThat(balance.path("complaints").toString()).contains("another order");
        assertThat(rig.logLines("SIGBOX0016")).isOne();
        assertThat(rig.line("SIGBOX0016")).contains(InvertedArrivals.GROUP);
        eventually().until(() -> balance(rig, "upright").path("handled").asInt() == 2);
        assertThat(inversions(rig, "upright")).isZero();
    }

    private static long inversions(Rig rig, String id) {
        return balance(rig, id).path("inversions").asLong();
    }

    private static JsonNode balance(Rig rig, String id) {
        return rig.rest(User.VIEWER).callUnchecked(RestCall.get("balances", id)).json();
    }

    private static void assertThatDelayedSignalsSurviveTheBroker(Rig rig) throws Exception {
        Instant begin = Instant.now();
        Delayed delayed = new Delayed("delayed", 2, 3, Duration.ofSeconds(3), false);
        List<Sent> sent = delayed.send(rig.post());
        rig.broker().kill();
        rig.broker().start();

        eventually()
                .until(() -> rig.number("select count(*) from journal where state = 'HANDLED' and kind = 'SIGNAL'"
                                + " and workflow_id like 'delayed-%'")
                        == sent.size());
        try (Connection connection = rig.open()) {
            Checker checker = new Checker(connection);
            assertThat(delayed.faults(checker)).isEmpty();
            assertThat(delayed.early(checker, begin)).isEmpty();
        }
    }
}
