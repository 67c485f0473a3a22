package org.signalbox.examples.loyalty.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Map<String, String> PASSWORDS =
            Map.of("SIGNALBOX_SENDER_PASSWORD", "s3cret", "SIGNALBOX_OPERATOR_PASSWORD", "0perator");

    @Test
    void a_file_and_two_passwords_are_enough() {
        Options options = Options.parse(List.of("purchases.csv"), PASSWORDS);

        assertThat(options)
                .isEqualTo(new Options(
                        Path.of("purchases.csv"),
                        URI.create("http://127.0.0.1:8080"),
                        "tcp://127.0.0.1:61616",
                        "signals",
                        new Options.Login("sender", "s3cret"),
                        new Options.Login("operator", "0perator"),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5)));
    }

    @Test
    void every_default_can_be_replaced() {
        String line = "--http https://box.example.com/ --jms tcp://box:5445 --queue in.signals --user a --password b"
                + " --rest-user c --rest-password d --patience 5 --reconnect 6 p.csv";

        assertThat(Options.parse(List.of(line.split(" ")), Map.of()))
                .isEqualTo(new Options(
                        Path.of("p.csv"),
                        URI.create("https://box.example.com"),
                        "tcp://box:5445",
                        "in.signals",
                        new Options.Login("a", "b"),
                        new Options.Login("c", "d"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6)));
    }

    @ParameterizedTest
    @CsvSource({
        "--verbose p.csv, There is no option --verbose",
        "p.csv --http, --http needs a value",
        "--user a, exactly one CSV file",
        "a.csv b.csv, exactly one CSV file",
        "--http box p.csv, no web address",
        "--http http://a%zz p.csv, no web address",
        "--patience soon p.csv, no number of seconds",
        "--reconnect 0 p.csv, no number of seconds"
    })
    void a_wrong_command_line_is_told(String line, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Options.parse(List.of(line.split(" ")), PASSWORDS))
                .withMessageContaining(message);
    }

    @Test
    void a_missing_password_is_told_with_its_variable() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Options.parse(List.of("p.csv"), Map.of()))
                .withMessageContaining("SIGNALBOX_SENDER_PASSWORD");
    }

    @Test
    void passwords_are_not_printed() {
        assertThat(Options.parse(List.of("p.csv"), PASSWORDS).toString()).doesNotContain("s3cret", "0perator");
    }
}
