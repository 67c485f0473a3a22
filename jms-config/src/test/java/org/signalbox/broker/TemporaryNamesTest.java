package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryNamesTest {

    @Test
    void the_names_that_clients_make_are_known() {
        for (String uuid : new String[] {
            UUID.randomUUID().toString(), UUIDGenerator.getInstance().generateStringUUID()
        }) {
            assertThat(TemporaryNames.isTemporary(SimpleString.of(uuid))).isTrue();
            assertThat(TemporaryNames.isTemporary(SimpleString.of("jms.tempqueue." + uuid)))
                    .isTrue();
            assertThat(TemporaryNames.isTemporary(SimpleString.of(uuid + ".#"))).isFalse();
            assertThat(TemporaryNames.isTemporary(SimpleString.of("temporary." + uuid)))
                    .isFalse();
            assertThat(TemporaryNames.isInNamespace(SimpleString.of("temporary." + uuid)))
                    .isTrue();
            assertThat(TemporaryNames.isInNamespace(SimpleString.of("jms.tempqueue." + uuid)))
                    .isFalse();
            assertThat(TemporaryNames.isInNamespace(SimpleString.of("jms.tempqueue." + uuid + ".#")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "*",
                "#.signals",
                "*.queue.activities",
                "jms.#",
                "jms.*.signals",
                "jms.queue.#",
                "#.#",
                "*.*.*",
                "jms.queue.remote.*"
            })
    void wildcards_over_queues_of_signalbox_are_known(String address) {
        assertThat(TemporaryNames.isWildcardOverOurs(SimpleString.of(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms.queue.signals", "other.#", "other.*.signals", "jmsother.#", "plain"})
    void other_addresses_are_let_alone(String address) {
        assertThat(TemporaryNames.isWildcardOverOurs(SimpleString.of(address))).isFalse();
    }
}
