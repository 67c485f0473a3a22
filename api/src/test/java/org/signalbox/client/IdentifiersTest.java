package org.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\n", "a\0b", "a\tb", "\u0085", "\ud800", "a\udc00b"})
    void what_is_no_identity_is_refused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkflowId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignalId(value));
    }

    @Test
    void an_identity_has_at_most_200_characters() {
        assertThat(new WorkflowId("x".repeat(200)).value()).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkflowId("x".repeat(201)))
                .withMessageContaining("201 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "Müller/7", "\ud83d\ude82", "'; drop table"})
    void anything_else_is_an_identity(String value) {
        assertThat(new WorkflowId(value)).hasToString(value);
    }

    @Test
    void a_request_is_made_step_by_step() {
        SignalRequest request = SignalRequest.of("C-1", "buy")
                .with(1)
                .identifiedBy("s")
                .startingWith("shop", "Anna")
                .heldFor(Duration.ofHours(1));

        assertThat(request)
                .isEqualTo(new SignalRequest(
                        new WorkflowId("C-1"),
                        "buy",
                        Optional.of(1),
                        new SignalId("s"),
                        true,
                        Optional.of("shop"),
                        Optional.of("Anna"),
                        Optional.of(Duration.ofHours(1)),
                        StartOptions.NONE));
        assertThat(SignalRequest.of("C-1", "buy").signalId())
                .isNotEqualTo(SignalRequest.of("C-1", "buy").signalId());
    }

    @Test
    void a_repeated_receipt_tells_what_became_of_the_first() {
        Receipt first = Receipt.taken(new SignalId("s"), new WorkflowId("C-1"), 2, 7, Outcome.PARKED);

        Receipt twice = first.repeated().repeated();

        assertThat(twice.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(twice.first()).contains(Outcome.PARKED);
        assertThat(twice.sequence()).hasValue(7);
        assertThat(twice.run()).hasValue(2);
    }
}
