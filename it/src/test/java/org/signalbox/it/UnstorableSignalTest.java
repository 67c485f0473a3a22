package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** A signal that the database does not store as an event. */
@OnServer
class UnstorableSignalTest {

    private final SignalboxServer server;

    UnstorableSignalTest(SignalboxServer server) {
        this.server = server;
    }

    @BeforeEach
    void refuse_it() {
        server.probe().change("alter table journal add constraint it_unstorable check (signal_id <> 'unstorable')");
    }

    @AfterEach
    void refuse_it_no_more() {
        server.probe().change("alter table journal drop constraint it_unstorable");
    }

    @Test
    void a_workflow_id_that_is_too_long_for_any_index_is_kept_shortened() {
        String id = new Random(1)
                .ints(1_000, 0x4E00, 0x9FA5)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        try (Sender sender = server.sender()) {
            Reply reply = sender.ask(
                    Draft.text("{}").signal("work").with("workflowId", id).id("unstorable-long"));

            assertThat(reply.reason()).isEqualTo("MALFORMED");
        }
        assertThat(server.probe().text("select workflow_id from undeliverable where signal_id = 'unstorable-long'"))
                .startsWith(id.substring(0, 700))
                .endsWith("…");
    }

    @Test
    void a_signal_that_can_not_be_stored_is_kept_as_undeliverable_and_told_once() {
        try (Sender sender = server.sender()) {
            Reply reply = sender.ask(Draft.text("{\"number\":1,\"poison\":\"\"}")
                    .signal("work")
                    .to("unstorable-1")
                    .id("unstorable")
                    .starting("fragile"));

            assertThat(reply.outcome()).isEqualTo("REJECTED");
        }
        assertThat(server.probe().number("select count(*) from undeliverable where signal_id = 'unstorable'"))
                .isOne();
        assertThat(server.log().stream()
                        .filter(line -> line.contains("SIGBOX0102") && line.contains("signal id 'unstorable'")))
                .hasSize(1);
    }
}
