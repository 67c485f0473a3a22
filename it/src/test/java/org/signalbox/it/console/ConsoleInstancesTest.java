package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Finding instances in the console. */
@InBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleInstancesTest {

    private final RestClient sender;
    private final RestClient viewer;
    private final Console console;

    ConsoleInstancesTest(SignalboxServer server, Browser browser) {
        sender = server.rest(User.SENDER);
        viewer = server.rest(User.VIEWER);
        console = new Console(server, browser);
    }

    /** 70 ledgers, one of them completed and one failed, and a parked one of another workflow. */
    @BeforeAll
    void prepare() {
        for (int n = 0; n < 70; n++) {
            sender.call(RestCall.post("workflows", "ledger", "instances", id(n)));
        }
        sender.call(RestCall.post("instances", id(1), "signals", "close"));
        sender.call(RestCall.signal(id(2), "giveUp", "\"enough\""));
        sender.call(RestCall.post("workflows", "fragile", "instances", "console-list-x"));
        sender.call(RestCall.signal("console-list-x", "work", "{\"number\":1,\"poison\":\"console-list\"}"));
    }

    @BeforeEach
    void logIn() {
        console.as(User.VIEWER, "instances?prefix=console-list-");
    }

    @Test
    void pages_have_every_instance_once_in_order_and_keep_the_filter() {
        console.choose("Status", "RUNNING").choose("Workflow", "ledger").press("Filter");
        assertThat(console.text()).contains("68 in all");
        List<String> first = console.column(0);
        List<String> second = console.follow("Next page").column(0);

        assertThat(first).hasSize(50).startsWith(id(0), id(3)).isSorted();
        assertThat(second).hasSize(18).endsWith(id(69));
        assertThat(Stream.of(first, second).flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 70)
                        .filter(n -> n != 1 && n != 2)
                        .mapToObj(ConsoleInstancesTest::id)
                        .toList());
        assertThat(console.texts(".pages a")).containsExactly("First page");
        assertThat(console.follow("First page").column(0)).isEqualTo(first);
    }

    @Test
    void the_filter_finds_by_beginning_status_workflow_and_parking_and_shows_what_it_was() {
        assertThat(console.choose("Status", "FAILED").press("Filter").column(0)).containsExactly(id(2));
        assertThat(console.choose("Status", "COMPLETED").press("Filter").column(0))
                .containsExactly(id(1));
        assertThat(console.choose("Status", "any")
                        .choose("Parked", "only parked")
                        .press("Filter")
                        .column(0))
                .containsExactly("console-list-x");
        assertThat(console.rows().get(0).subList(1, 6)).containsExactly("fragile", "RUNNING PARKED", "1", "2", "1");
        assertThat(console.value("Parked")).isEqualTo("true");
        assertThat(console.choose("Parked", "any")
                        .choose("Workflow", "fragile")
                        .fill("Id begins with", "console-list-")
                        .press("Filter")
                        .column(0))
                .containsExactly("console-list-x");
        assertThat(console.value("Workflow")).isEqualTo("fragile");
        assertThat(console.value("Id begins with")).isEqualTo("console-list-");
    }

    @Test
    void nothing_found_is_said() {
        console.fill("Id begins with", "console-nobody").press("Filter");

        assertThat(console.text()).contains("0 in all").contains("None.");
    }

    @Test
    void an_instance_opens_from_the_list() {
        assertThat(console.follow(id(7)).heading()).isEqualTo(id(7));
    }

    @Test
    void home_counts_them_and_leads_to_them() {
        // others may go on between the two looks
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String parked = viewer.call(RestCall.get("counts", "instances").with("parked", "true"))
                    .text("count");
            console.follow("Signalbox");
            assertThat(console.heading()).isEqualTo("Home");
            assertThat(console.texts(".counts a"))
                    .anySatisfy(count -> assertThat(count).isEqualTo(parked + "\nPARKED"));
        });
        assertThat(console.column(0)).contains("ledger", "loyalty");

        assertThat(console.follow("fragile").column(1)).isNotEmpty().containsOnly("fragile");
    }

    private static String id(int n) {
        return "console-list-%03d".formatted(n);
    }
}
