package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Instances that are started by others, and what both learn of each other. */
@OnServer
class ChildrenTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final Sender sender;
    private final RestClient operator;

    ChildrenTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
        this.operator = server.rest(User.OPERATOR);
    }

    private void start(String id, String whenParentEnds, String... drives) {
        String plan = "{\"trucks\":[" + String.join(",", drives) + "],\"whenParentEnds\":\"" + whenParentEnds + "\"}";
        assertThat(probe.startWith("convoy", id, plan)).isEqualTo("run 1");
    }

    private static String drive(String load, String time) {
        return "{\"load\":\"" + load + "\",\"time\":\"" + time + "\"}";
    }

    private String statusOf(String id) {
        List<List<String>> rows = probe.rows("select status from instance where workflow_id = ?", id);
        return rows.isEmpty() ? "" : rows.get(0).get(0);
    }

    private void awaitStatus(String id, String status) {
        await().atMost(LIMIT).until(() -> statusOf(id).equals(status));
    }

    private List<String> states(String parent) {
        return probe.rows("select state from child where workflow_id = ? order by ordinal", parent).stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void a_parent_waits_for_its_children_and_learns_how_each_of_them_ended() {
        probe.startWith("truck", "children-mixed/4", drive("alien", "PT1H"));
        start(
                "children-mixed",
                "CANCEL",
                drive("tea", "PT0.3S"),
                drive("wine", "PT0S"),
                drive("lost", "PT1H"),
                drive("never", "PT1H"));

        awaitStatus("children-mixed", "COMPLETED");
        assertThat(probe.text("select result from instance where workflow_id = 'children-mixed'"))
                .isEqualTo("[\"tea\",\"wine at once\",\"FAILED\",\"ID_TAKEN\"]");
        assertThat(states("children-mixed")).containsExactly("ENDED", "ENDED", "ENDED", "NOT_STARTED");
        assertThat(probe.number("select count(*) from mail where workflow_id = 'children-mixed'"))
                .isZero();
        assertThat(probe.number("select count(*) from journal where workflow_id = 'children-mixed' and kind = 'CHILD'"))
                .isEqualTo(4);
        assertThat(statusOf("children-mixed/4"))
                .as("the one that had the id before is not a child")
                .isEqualTo("RUNNING");
    }

    @Test
    void children_that_are_left_behind_are_cancelled_and_clean_up() {
        start("children-left", "CANCEL", drive("tea", "PT1H"), drive("wine", "PT1H"));
        awaitStatus("children-left/2", "RUNNING");
        sender.send(Draft.empty().signal("goHome").to("children-left"));

        awaitStatus("children-left", "COMPLETED");
        awaitStatus("children-left/1", "CANCELLED");
        awaitStatus("children-left/2", "CANCELLED");
        assertThat(states("children-left")).containsExactly("ENDED", "ENDED");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from mail where workflow_id like 'children-left%'") == 0);
        assertThat(probe.number("select count(*) from journal where workflow_id = 'children-left' and kind = 'CHILD'"))
                .as("a run that is over is not told")
                .isZero();
    }

    @Test
    void children_that_are_abandoned_go_on() {
        start("children-free", "ABANDON", drive("tea", "PT3S"));
        awaitStatus("children-free/1", "RUNNING");
        sender.send(Draft.empty().signal("goHome").to("children-free"));
        awaitStatus("children-free", "COMPLETED");

        awaitStatus("children-free/1", "COMPLETED");
        assertThat(states("children-free")).containsExactly("ENDED");
    }

    @Test
    void a_parent_that_is_cancelled_ends_after_the_child_it_waits_for() {
        start("children-cancel", "TERMINATE", drive("tea", "PT1H"));
        sender.send(Draft.text(drive("wine", "PT1H")).signal("escort").to("children-cancel"));
        awaitStatus("children-cancel#2.1", "RUNNING");
        awaitStatus("children-cancel/1", "RUNNING");

        operator.call(RestCall.post("instances", "children-cancel", "cancel"));

        awaitStatus("children-cancel", "CANCELLED");
        assertThat(statusOf("children-cancel#2.1")).as("was waited for").isEqualTo("CANCELLED");
        assertThat(probe.text("select payload from journal where workflow_id = 'children-cancel#2.1'"
                        + " and kind = 'CANCEL'"))
                .contains("parent 'children-cancel'", "its parent was asked to cancel");
        awaitStatus("children-cancel/1", "TERMINATED");
        assertThat(probe.text("select failure from instance where workflow_id = 'children-cancel/1'"))
                .isEqualTo("its parent's run has ended (by parent 'children-cancel')");
    }

    @Test
    void hundreds_of_children_are_waited_for_at_once() {
        int many = 300;
        String[] drives = IntStream.rangeClosed(1, many)
                .mapToObj(n -> drive("load " + n, n % 2 == 0 ? "PT0S" : "PT0.1S"))
                .toArray(String[]::new);
        start("children-many", "CANCEL", drives);

        awaitStatus("children-many", "COMPLETED");
        assertThat(probe.text("select result from instance where workflow_id = 'children-many'"))
                .isEqualTo(IntStream.rangeClosed(1, many)
                        .mapToObj(n -> "\"load " + n + (n % 2 == 0 ? " at once\"" : "\""))
                        .collect(Collectors.joining(",", "[", "]")));
        assertThat(states("children-many")).hasSize(many).containsOnly("ENDED");
    }
}
