package org.signalbox.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineCheckTest {

    @Test
    void details_are_added_and_do_not_change_the_state() {
        ComponentHealth health = ComponentHealth.failing("gone").with("reachable", "false");

        assertThat(health.up()).isFalse();
        assertThat(health.data()).isEqualTo(Map.of("cause", "gone", "reachable", "false"));
    }

    @Test
    void there_is_an_engine_from_its_start_to_its_end() {
        assertThat(HealthRegistry.engine()).isEmpty();
        HealthRegistry.register(new EngineHealth() {
            @Override
            public ComponentHealth database() {
                return ComponentHealth.working();
            }

            @Override
            public ComponentHealth broker() {
                return ComponentHealth.failing("gone");
            }

            @Override
            public ComponentHealth clock() {
                return ComponentHealth.working();
            }
        });
        assertThat(HealthRegistry.engine())
                .hasValueSatisfying(engine -> assertThat(engine.broker().up()).isFalse());
        HealthRegistry.unregister();
        assertThat(HealthRegistry.engine()).isEmpty();
    }
}
