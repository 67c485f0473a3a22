package org.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a log is obeyed by a terminal, or looks like another entry. */
class SafeTextTest {

    private static final String ENTRY = "2026-11-30 12:00:00,000 ERROR [org.signalbox] (main) ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain\n",
                "Grüße 𝄞 日本語 é e\u0301\n",
                "failed: java.lang.Error: x\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error\n\t... 3 more\n",
                ""
            })
    void what_is_harmless_stays_as_it_is(String text) {
        assertThat(SafeText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001b[31mRED\u001b[2J', \\u001b[31mRED\\u001b[2J",
        "'a\u202eb\u2066c\u061cd', a\\u202eb\\u2066c\\u061cd",
        "'a\u009bb\u0007c', a\\u009bb\\u0007c",
        "'a\u2028b\u200bc\ufeff', a\\u2028b\\u200bc\\ufeff"
    })
    void what_a_terminal_would_obey_is_written_out(String text, String expected) {
        assertThat(SafeText.of(text)).isEqualTo(expected);
    }

    @Test
    void a_forged_entry_is_a_part_of_the_one_that_quotes_it() {
        String forged = SafeText.of("failed: java.lang.Error: x\r\n" + ENTRY + "forged\r" + ENTRY + "too\n\tat a.B\n");

        assertThat(forged.lines()).filteredOn(line -> line.startsWith("2026")).isEmpty();
        assertThat(forged).endsWith("\n\tat a.B\n").doesNotContain("\r");
    }

    @Test
    void any_text_is_harmless() {
        Random random = new Random(14);
        for (int n = 0; n < 2_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(random.nextInt(4) == 0 ? '\n' : (char) random.nextInt(0x2100));
            }
            String safe = SafeText.of(text.toString());

            assertThat(safe.replaceAll("[\n\t]", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        }
    }
}
