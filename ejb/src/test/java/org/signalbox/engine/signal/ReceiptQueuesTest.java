package org.signalbox.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptQueuesTest {

    private static final String TEMPORARY = UUID.randomUUID().toString();

    @Test
    void receipts_go_to_temporary_queues_and_to_those_made_for_them() {
        assertThat(List.of(
                        TEMPORARY,
                        TEMPORARY.toUpperCase(java.util.Locale.ROOT),
                        "jms.tempqueue." + TEMPORARY,
                        "receipts.crm",
                        "jms.queue.receipts.crm",
                        "jms.queue.receipts.crm::jms.queue.receipts.crm",
                        TEMPORARY + "::" + TEMPORARY))
                .allMatch(ReceiptQueues::isAllowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "signals",
                "results",
                "activities",
                "activities.dead",
                "results.dead",
                "remote.stock",
                "DLQ",
                "ExpiryQueue",
                "receipts",
                "receipts.",
                "receipts.*",
                "receipts.#",
                "receiptsX",
                "my.receipts.crm",
                "activemq.management",
                "activemq.notifications",
                "$sys.queue",
                "#",
                "a b"
            })
    void and_nowhere_else_however_the_name_is_spelt(String queue) {
        for (String name : List.of(
                queue,
                "jms.queue." + queue,
                "jms.topic." + queue,
                "jms.queue.jms.queue." + queue,
                queue + "::jms.queue.receipts.crm",
                "jms.queue.receipts.crm::" + queue,
                TEMPORARY + "::jms.queue." + queue,
                queue + "::" + TEMPORARY,
                TEMPORARY + queue + "x",
                "jms.tempqueue." + queue)) {
            assertThat(ReceiptQueues.isAllowed(name)).as(name).isFalse();
        }
    }
}
