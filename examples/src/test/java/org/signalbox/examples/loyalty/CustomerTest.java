package org.signalbox.examples.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {

    @Test
    void an_ordinary_customer_may_join() {
        assertThat(new Customer("C-1", "Jürgen O'Neill, MBA", "j.o+n@mail.example.com").name())
                .isEqualTo("Jürgen O'Neill, MBA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@example.com",
                "a@",
                "a@b@example.com",
                "a@example.com\r\nBcc: all@example.com",
                "a\n@example.com",
                "a@example.com, b@example.com",
                "<a@example.com>",
                "a b@example.com",
                "a@example..com",
                ".a@example.com",
                "a..b@example.com",
                "ä@example.com"
            })
    void an_address_that_could_forge_a_header_is_refused(String email) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Customer("C-1", "Anna", email))
                .withMessageContaining("e-mail address");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "Anna\r\nBcc: all@example.com", "An\u0000na", "An\u2028na"})
    void a_name_with_control_characters_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Customer("C-1", name, "a@example.com"))
                .withMessageContaining("name");
    }
}
