package org.signalbox.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.client.WorkflowId;

class StorableTextTest {

    private static final char[] ALPHABET = {'a', '\0', '\u00e9', '\u20ac', '\ud83d', '\ude00', '"', '\\'};

    static Stream<String> texts() {
        Random random = new Random(17);
        return IntStream.range(0, 2_000)
                .mapToObj(i -> random.ints(random.nextInt(12), 0, ALPHABET.length)
                        .collect(StringBuilder::new, (b, c) -> b.append(ALPHABET[c]), StringBuilder::append)
                        .toString());
    }

    /** By the definition itself: what survives UTF-8 and has no NUL. */
    private static boolean survives(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text)
                && text.indexOf('\0') < 0;
    }

    @Test
    void text_can_be_stored_if_it_survives_utf_8_and_has_no_nul() {
        assertThat(texts()).allSatisfy(text -> {
            assertThat(StorableText.isStorable(text)).isEqualTo(survives(text));
            assertThat(StorableText.problem(text).isEmpty()).isEqualTo(survives(text));
        });
    }

    @Test
    void what_was_made_storable_is_and_keeps_its_length() {
        assertThat(texts()).allSatisfy(text -> {
            String storable = StorableText.of(text);
            assertThat(survives(storable)).isTrue();
            assertThat(storable).hasSameSizeAs(text);
            if (survives(text)) {
                assertThat(storable).isEqualTo(text);
            }
        });
    }

    @Test
    void a_text_that_is_cut_can_be_stored_wherever_it_is_cut() {
        String faces = "\ud83d\ude00".repeat(10);
        for (int longest = 1; longest < 25; longest++) {
            String cut = StorableText.of(faces, longest);
            assertThat(survives(cut)).isTrue();
            assertThat(cut.length()).isLessThanOrEqualTo(Math.min(longest, faces.length()));
        }
    }

    @Test
    void json_with_any_text_can_be_stored_and_is_read_as_it_was() {
        assertThat(texts()).allSatisfy(text -> {
            String json = Json.write(Map.of("t", text));
            assertThat(survives(json)).as(json).isTrue();
            assertThat(Json.tree(json).path("t").asText()).isEqualTo(text);
        });
    }

    @Test
    void bytes_of_a_broken_text_are_no_utf_8_and_none_is_lost() {
        assertThat(texts()).allSatisfy(text -> {
            byte[] bytes = StorableText.bytes(text);
            boolean broken = !new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
            assertThat(isUtf8(bytes)).isEqualTo(!broken);
            if (!broken) {
                assertThat(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            } else {
                assertThat(bytes.length).isGreaterThanOrEqualTo(text.length());
            }
        });
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void an_identifier_can_always_be_stored(String text) {
        if (!StorableText.isStorable(text)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new WorkflowId("x" + text + "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\u0000", "ab\ud83d", "ab\ude00c"})
    void a_problem_names_the_place(String text) {
        assertThat(StorableText.problem(text))
                .hasValueSatisfying(p -> assertThat(p).contains("at position 2"));
    }
}
