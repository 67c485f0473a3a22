package org.signalbox.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsrfTokenTest {

    @Test
    void every_session_has_a_token_of_its_own() {
        CsrfToken mine = new CsrfToken();
        CsrfToken other = new CsrfToken();

        assertThat(mine.isMatchedBy(mine.value())).isTrue();
        assertThat(mine.isMatchedBy(other.value())).isFalse();
        assertThat(mine.isMatchedBy("")).isFalse();
    }
}
