package org.signalbox.engine.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.turn.ActivityKey;

class AttemptTokenTest {

    private static final AttemptToken TOKEN = new AttemptToken(
            new Attempt(new ActivityKey(new WorkflowId("Zoë/ü:7 𝄞".repeat(20)), Long.MAX_VALUE, 12), 3), "secret");

    @Test
    void a_token_comes_back_as_it_was_written() {
        assertThat(AttemptToken.read(TOKEN.write())).contains(TOKEN);
    }

    @Test
    void every_secret_is_another_one() {
        assertThat(AttemptToken.drawSecret()).hasSize(22).isNotEqualTo(AttemptToken.drawSecret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                ".a",
                "a.b.c",
                "a.AAAA",
                "a.____________________",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_was_not_written_here_is_no_token(String text) {
        assertThat(AttemptToken.read(new ActivityToken(text))).isEmpty();
    }

    @Test
    void it_opens_only_the_row_with_its_secret() {
        ActivityEntity row = new ActivityEntity();
        assertThat(TOKEN.isFor(row)).as("never begun").isFalse();
        row.secret = "secreT";
        assertThat(TOKEN.isFor(row)).isFalse();
        row.secret = "secret";
        assertThat(TOKEN.isFor(row)).isTrue();
    }
}
