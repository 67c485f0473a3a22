package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What becomes of signals that a run does not live to handle, and of those that come later, as the workflow wants it. */
@OnServer
class RestWhenRunEndsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestWhenRunEndsTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    /** Ways in which a run can end while its inbox is not empty. */
    private enum End {
        COMPLETED(true),
        FAILED(true),
        CANCELLED(true),
        TERMINATED(false),
        TIMED_OUT(false);

        private final boolean byCode;

        End(boolean byCode) {
            this.byCode = byCode;
        }
    }

    /** The first of two notes that wait when a run ends in that way; before its time is over the first is poison. */
    private static String first(String id, End end) {
        return end == End.TIMED_OUT ? "poison " + id : "one";
    }

    private void endInTheMiddle(String workflow, String id, End end) {
        RestCall start = RestCall.post("workflows", workflow, "instances", id);
        sender.call(end == End.TIMED_OUT ? start.with("runTimeout", "PT1S") : start);
        if (end != End.TIMED_OUT) {
            order(id, "pause");
        }
        if (end == End.COMPLETED || end == End.FAILED) {
            send(id, end == End.COMPLETED ? "close" : "giveUp", "over");
        }
        send(id, "note", first(id, end));
        send(id, "note", "two");
        if (end == End.CANCELLED || end == End.TERMINATED) {
            order(id, end == End.CANCELLED ? "cancel" : "terminate");
        }
        operator.call(RestCall.post("instances", id, "resume"));
        await().atMost(LIMIT).until(() -> status(id).equals(end.name()));
        probe.turnOff(first(id, end));
    }

    @ParameterizedTest
    @EnumSource
    void by_default_what_waits_is_undeliverable_and_what_comes_late_too(End end) {
        String id = "ends-strict-" + end;
        endInTheMiddle("desk", id, end);

        assertThat(ended(id, first(id, end)).reason()).isEqualTo("CLOSED");
        assertThat(ended(id, "two").reason()).isEqualTo("CLOSED");
        assertThat(send(id, "note", "late").reason()).isEqualTo("CLOSED");
        assertThat(notes(id)).isEmpty();
        assertThat(reasons(id)).containsExactly("CLOSED", "CLOSED", "CLOSED");
        assertBalanced(id);
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_handles_what_waits_ends_behind_it_unless_its_code_is_not_to_be_asked(End end) {
        String id = "ends-thorough-" + end;
        endInTheMiddle("thorough-desk", id, end);

        assertThat(ended(id, first(id, end)).outcome()).isEqualTo(end.byCode ? "HANDLED" : "REJECTED");
        assertThat(ended(id, "two").outcome()).isEqualTo(end.byCode ? "HANDLED" : "REJECTED");
        assertThat(notes(id)).isEqualTo(end.byCode ? List.of(first(id, end), "two") : List.of());
        assertBalanced(id);
        RestAnswer late = send(id, "note", "late");
        assertThat(late.outcome()).isEqualTo("HANDLED");
        assertThat(late.text("run")).isEqualTo("2");
        assertThat(notes(id)).containsExactly("late");
        assertBalanced(id);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_handed_on_is_handled_by_the_next_run_before_all_else_however_the_first_one_ended(End end) {
        String id = "ends-heir-" + end;
        endInTheMiddle("heir-desk", id, end);
        assertThat(receipt(id, first(id, end)).outcome()).isEqualTo("ACCEPTED");
        assertThat(send(id, "note", "late").outcome()).isEqualTo("HELD");
        assertThat(send(id, "note", "late").outcome()).isEqualTo("DUPLICATE");
        assertThat(send(id, "note", "two").outcome()).isEqualTo("DUPLICATE");
        assertThat(obstacles(id)).containsExactly("INBOX", "HELD");
        assertBalanced(id);

        RestAnswer newest = sender.call(
                RestCall.signal(id, "note", "\"newest\"").id("newest").with("workflowType", "heir-desk"));

        assertThat(newest.text("run")).isEqualTo("2");
        assertThat(ended(id, "newest").outcome()).isEqualTo("HANDLED");
        assertThat(notes(id)).containsExactly(first(id, end), "two", "late", "newest");
        assertThat(receipt(id, first(id, end)).text("run")).isEqualTo("1");
        assertThat(send(id, "note", "two").outcome()).isEqualTo("DUPLICATE");
        assertThat(reasons(id)).isEmpty();
        assertThat(probe.number("select count(*) from timer where workflow_id = ?", id))
                .isZero();
        assertBalanced(id);
    }

    @Test
    void what_waits_behind_poison_is_handed_on_with_it_and_can_be_mended_meanwhile() {
        sender.call(RestCall.post("workflows", "heir-desk", "instances", "ends-poison"));
        send("ends-poison", "note", "poison mended");
        send("ends-poison", "note", "two");
        order("ends-poison", "terminate");
        long poison = probe.number(
                "select sequence from journal where workflow_id = 'ends-poison'" + " and signal_id = 'poison mended'");

        RestAnswer mended =
                operator.call(RestCall.post("instances", "ends-poison", "inbox", String.valueOf(poison), "skip"));
        assertThat(mended.status()).isEqualTo(200);
        sender.call(RestCall.post("workflows", "heir-desk", "instances", "ends-poison"));

        assertThat(ended("ends-poison", "two").outcome()).isEqualTo("HANDLED");
        assertThat(notes("ends-poison")).containsExactly("two");
        assertBalanced("ends-poison");
    }

    @Test
    void what_no_run_takes_in_time_is_undeliverable_and_can_be_sent_again() {
        endInTheMiddle("hasty-desk", "ends-hasty", End.TERMINATED);
        send("ends-hasty", "note", "late");

        await().atMost(LIMIT).until(() -> reasons("ends-hasty").size() == 3);
        assertThat(ended("ends-hasty", "one").reason()).isEqualTo("CLOSED");
        assertThat(ended("ends-hasty", "late").reason()).isEqualTo("EXPIRED");
        assertThat(obstacles("ends-hasty")).isEmpty();
        assertBalanced("ends-hasty");

        sender.call(RestCall.post("workflows", "hasty-desk", "instances", "ends-hasty"));
        RestAnswer kept = operator.call(
                RestCall.get("undeliverable").with("workflowId", "ends-hasty").with("reason", "EXPIRED"));
        RestAnswer again = operator.call(
                RestCall.post("undeliverable", kept.items("number").get(0), "resend"));

        assertThat(again.outcome()).isEqualTo("HANDLED");
        assertThat(notes("ends-hasty")).containsExactly("late");
        assertBalanced("ends-hasty");
    }

    private RestAnswer send(String id, String signal, String text) {
        return sender.call(RestCall.signal(id, signal, '"' + text + '"').id(text));
    }

    private void order(String id, String what) {
        assertThat(operator.call(RestCall.post("instances", id, what)).status()).isEqualTo(200);
    }

    private String status(String id) {
        return operator.call(RestCall.get("instances", id)).text("status");
    }

    private RestAnswer receipt(String id, String signal) {
        return sender.call(RestCall.get("receipts", id, signal));
    }

    private RestAnswer ended(String id, String signal) {
        return sender.call(RestCall.get("receipts", id, signal).with("wait", "handled"));
    }

    private List<String> notes(String id) {
        return StreamSupport.stream(probe.query(id, "notes").spliterator(), false)
                .map(n -> n.asText())
                .toList();
    }

    private List<String> reasons(String id) {
        return operator.call(RestCall.get("undeliverable").with("workflowId", id))
                .items("reason");
    }

    private List<String> obstacles(String id) {
        return StreamSupport.stream(
                        operator.call(RestCall.get("standstills", id))
                                .json()
                                .path("obstacles")
                                .spliterator(),
                        false)
                .map(o -> o.path("kind").asText())
                .toList();
    }

    private void assertBalanced(String id) {
        assertThat(operator.call(RestCall.get("balances", id)).json().path("complaints"))
                .isEmpty();
    }
}
