package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** State, journal and the author's own JPA changes commit together or not at all. */
@OnServer
class AuthorTransactionTest {

    private final Probe probe;
    private final Sender sender;

    AuthorTransactionTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void the_authors_row_commits_with_the_signal_and_an_injected_service_is_there() {
        Reply receipt = sender.ask(booking("author-1", "author-good", 100, ""));

        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(rows("author-1")).containsExactly(List.of("author-good", "110"));
        assertThat(standing("author-1")).as("100 and a fee of 10").isEqualTo("Ada 890");
    }

    @Test
    void the_authors_row_rolls_back_with_a_signal_that_fails_and_commits_once_when_it_is_healed() {
        Reply receipt = sender.ask(booking("author-2", "author-poison", 100, "author-poison"));

        assertThat(receipt.outcome()).isEqualTo("PARKED");
        assertThat(rows("author-2")).isEmpty();

        probe.turnOff("author-poison");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rows("author-2")).containsExactly(List.of("author-poison", "110")));
        assertThat(standing("author-2")).isEqualTo("Ada 890");
    }

    @Test
    void a_constraint_that_is_violated_at_the_commit_parks_the_instance_and_others_go_on() {
        sender.ask(booking("author-3", "author-taken", 100, ""));

        Reply violating = sender.ask(booking("author-4", "author-taken", 200, ""));
        Reply behind = sender.ask(booking("author-4", "author-free", 300, ""));
        Reply other = sender.ask(booking("author-5", "author-other", 100, ""));

        assertThat(violating.outcome()).isEqualTo("PARKED");
        assertThat(behind.outcome()).isEqualTo("PARKED");
        assertThat(other.outcome()).isEqualTo("HANDLED");
        assertThat(rows("author-4")).isEmpty();
        assertThat(probe.text("select parked_error from instance where workflow_id = 'author-4'"))
                .containsIgnoringCase("it_booking");

        probe.change("delete from it_booking where reference = 'author-taken'");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(rows("author-4"))
                        .containsExactly(List.of("author-free", "330"), List.of("author-taken", "220")));
        assertThat(standing("author-4")).isEqualTo("Ada 450");
    }

    private List<List<String>> rows(String account) {
        return probe.rows("select reference, amount from it_booking where account = ? order by reference", account);
    }

    private String standing(String account) {
        return probe.query(account, "standing").asText();
    }

    private static Draft booking(String account, String reference, int amount, String poison) {
        return Draft.text(
                        "{\"reference\":\"" + reference + "\",\"amount\":" + amount + ",\"poison\":\"" + poison + "\"}")
                .signal("book")
                .to(account)
                .starting("account")
                .with("startInput", "{\"owner\":\"Ada\",\"balance\":1000}");
    }
}
