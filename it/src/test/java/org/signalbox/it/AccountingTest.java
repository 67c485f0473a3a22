package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Nothing disappears silently: what was sent is handled, waits, is held, is a repetition, or is undeliverable. */
@OnServer
class AccountingTest {

    private static final int OF_EACH_KIND = 150;

    private final SignalboxServer server;
    private final Sender sender;

    AccountingTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void every_message_of_a_mixed_batch_is_accounted_for() {
        List<IntFunction<Draft>> kinds = List.of(
                n -> note(n).id("sum good " + n).to("sum-" + n % 50).starting("ledger"),
                n -> note(n).id("sum good " + n).to("sum-" + n % 50).starting("ledger"),
                n -> note(n).id("sum plain " + n)
                        .with("workflowId", "sum-" + n % 50)
                        .starting("ledger"),
                n -> note(n).id("sum early " + n).to("sum-early-" + n % 50).with("holdFor", "PT1H"),
                n -> poisonous(n)
                        .id("sum parked " + n)
                        .to("sum-parked-" + n % 10)
                        .starting("fragile"),
                n -> note(n).id("sum unknown " + n).to("sum-nobody-" + n),
                n -> note(n).id("sum unnamed " + n)
                        .to("sum-" + n % 50)
                        .starting("ledger")
                        .signal("dance"),
                n -> note(n).id("sum untyped " + n).to("sum-no-type-" + n).starting("nowhere"),
                n -> note(n).id("sum lost " + n),
                n -> Draft.text("{")
                        .signal("note")
                        .id("sum broken " + n)
                        .to("sum-" + n % 50)
                        .starting("ledger"),
                n -> Draft.object("o").signal("note").id("sum object " + n).to("sum-" + n % 50),
                n -> Draft.stream("s").signal("note").id("sum stream " + n).to("sum-" + n % 50),
                n -> note(n).id("sum held " + n).to("sum-" + n % 50).with("holdFor", "soon"),
                n -> note(n).id("sum id " + n).to("i".repeat(201 + n)));
        List<Draft> batch = new ArrayList<>();
        for (int n = 0; n < OF_EACH_KIND; n++) {
            for (IntFunction<Draft> kind : kinds) {
                batch.add(kind.apply(n));
            }
        }
        Collections.shuffle(batch, new Random(7));
        int logged = server.log().size();

        List<Reply> receipts = sender.askAll(batch);

        Map<String, Long> told =
                receipts.stream().collect(Collectors.groupingBy(Reply::outcome, Collectors.counting()));
        long good = 2 * OF_EACH_KIND;
        assertThat(told)
                .containsEntry("HANDLED", good)
                .containsEntry("DUPLICATE", (long) OF_EACH_KIND)
                .containsEntry("HELD", (long) OF_EACH_KIND)
                .containsEntry("REJECTED", 9L * OF_EACH_KIND);
        // what comes while a parked instance is tried again is told that it waits
        assertThat(told.getOrDefault("PARKED", 0L) + told.getOrDefault("ACCEPTED", 0L))
                .isEqualTo(OF_EACH_KIND);
        long handled = count("journal where state = 'HANDLED' and signal_id like 'sum %'");
        long waiting = count("journal where state = 'WAITING' and signal_id like 'sum %'");
        long held = count("held_signal where signal_id like 'sum %'");
        long undeliverable = count("undeliverable where settled is null and signal_id like 'sum %'");
        assertThat(handled).isEqualTo(good);
        assertThat(waiting).isEqualTo(OF_EACH_KIND);
        assertThat(handled + waiting + held + told.getOrDefault("DUPLICATE", 0L) + undeliverable)
                .isEqualTo(batch.size());
        assertThat(server.probe().number("select sum(waiting) from instance where workflow_id like 'sum-%'"))
                .isEqualTo(waiting);

        JsonNode balance =
                server.rest(User.OPERATOR).call(RestCall.get("balances")).json();
        assertThat(balance.path("wrong"))
                .as("of all tests that have shared this server")
                .isEmpty();
        assertThat(balance.path("sent").asLong()).isGreaterThanOrEqualTo(batch.size());

        List<String> ofRefusals = server.log().stream()
                .skip(logged)
                .filter(Predicate.not(line -> line.contains("org.signalbox.it.workflow.Fragile")))
                .toList();
        assertThat(ofRefusals)
                .as("a line per bad message, and no stack trace")
                .noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
    }

    private long count(String from) {
        return server.probe().number("select count(*) from " + from);
    }

    private static Draft note(int n) {
        return Draft.note("sum", n);
    }

    private static Draft poisonous(int n) {
        return Draft.text("{\"number\":" + n + ",\"poison\":\"sum\"}").signal("work");
    }
}
