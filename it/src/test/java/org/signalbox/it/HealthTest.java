package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signalbox.it.server.HealthAnswer;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.SignalboxServer;

@OnServer
class HealthTest {

    @Test
    void a_server_whose_database_and_broker_work_is_ready_and_names_both(SignalboxServer server) {
        HealthAnswer health = HealthAnswer.of(server.process());

        assertThat(health.status()).as(health.body().toString()).isEqualTo(200);
        assertThat(health.statusOf("signalbox-database")).contains("UP");
        assertThat(health.statusOf("signalbox-broker")).contains("UP");
        assertThat(health.statusOf("signalbox-clock")).contains("UP");
        assertThat(health.check("signalbox-broker")
                        .orElseThrow()
                        .at("/data/reachable")
                        .asText())
                .isEqualTo("true");
    }
}
