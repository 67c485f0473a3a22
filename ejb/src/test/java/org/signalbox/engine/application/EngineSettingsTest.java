package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.engine.clock.ClockLimits;

class EngineSettingsTest {

    private static final String ALL = "signalbox.inbox.longest";
    private static final String ONE = "signalbox.inbox.longest.teller";

    private static final String MAX_JUMP = "signalbox.clock.max-jump";

    private final EngineSettings settings = new EngineSettings();

    @AfterEach
    void clear() {
        System.clearProperty(ALL);
        System.clearProperty(ONE);
        System.clearProperty(MAX_JUMP);
    }

    @Test
    void a_workflow_type_has_the_limit_of_all_unless_it_has_its_own() {
        assertThat(settings.longestInbox("teller")).isEqualTo(10_000);

        System.setProperty(ALL, "20");
        System.setProperty(ONE, "3");

        assertThat(settings.longestInbox("ledger")).isEqualTo(20);
        assertThat(settings.longestInbox("teller")).isEqualTo(3);
    }

    @Test
    void what_is_no_number_is_found_at_the_start() {
        System.setProperty(ONE, "many");

        assertThatIllegalStateException().isThrownBy(settings::check).withMessageContainingAll(ONE, "'many'");
    }

    @Test
    void a_clock_may_jump_ten_minutes_unless_it_is_set_otherwise() {
        assertThat(settings.clockLimits()).isEqualTo(ClockLimits.DEFAULT);

        System.setProperty(MAX_JUMP, "PT1M");
        assertThat(settings.clockLimits().maxJump()).isEqualTo(Duration.ofMinutes(1));
        System.setProperty(MAX_JUMP, "PT1S");
        assertThatIllegalStateException()
                .isThrownBy(settings::check)
                .withMessage("System property signalbox.clock.max-jump must be at least PT10S, or ordinary corrections"
                        + " of the clock would be doubted, not PT1S");
        System.setProperty(MAX_JUMP, "ten minutes");
        assertThatIllegalStateException().isThrownBy(settings::check).withMessageContaining("such as P90D");
    }
}
