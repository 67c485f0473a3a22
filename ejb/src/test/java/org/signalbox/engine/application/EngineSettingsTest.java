package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

    private static final String ALL = "signalbox.inbox.longest";
    private static final String ONE = "signalbox.inbox.longest.teller";

    private final EngineSettings settings = new EngineSettings();

    @AfterEach
    void clear() {
        System.clearProperty(ALL);
        System.clearProperty(ONE);
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
}
