package org.signalbox.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCodecsTest {

    private static final int LONGEST = 100_000;

    private static final String LONG = "{\"text\":\"" + "again and ".repeat(500) + "\"}";

    private final PayloadCodec gzip = new Compression(100);
    private final PayloadCodec aes = new Encryption("k1", Map.of("k1", new byte[32]));
    private final PayloadCodecs both = new PayloadCodecs(List.of(gzip, aes), List.of());

    @Test
    void without_codecs_a_payload_stays_as_it_is() throws Exception {
        assertThat(PayloadCodecs.NONE.encode(LONG, "C-7")).isSameAs(LONG);
        assertThat(PayloadCodecs.NONE.decode(LONG, "C-7", 1)).isSameAs(LONG);
    }

    @Test
    void codecs_are_applied_in_their_order_and_undone_in_the_other() throws Exception {
        String encoded = both.encode(LONG, "C-7");

        assertThat(encoded).startsWith("sbx1:gzip,aes.k1:").hasSizeLessThan(300);
        assertThat(both.decode(encoded, "C-7", LONGEST)).isEqualTo(LONG);
    }

    @Test
    void what_would_not_become_shorter_is_not_compressed() throws Exception {
        String encoded = both.encode("{\"a\":1}", "C-7");

        assertThat(encoded).startsWith("sbx1:aes.k1:");
        assertThat(both.decode(encoded, "C-7", LONGEST)).isEqualTo("{\"a\":1}");
        assertThat(new PayloadCodecs(List.of(gzip), List.of()).encode("{\"a\":1}", "C-7"))
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void payloads_of_all_times_can_be_read_side_by_side() throws Exception {
        PayloadCodecs former = new PayloadCodecs(List.of(gzip), List.of());
        PayloadCodecs off = new PayloadCodecs(List.of(), List.of(gzip, aes));

        for (String stored : List.of(LONG, former.encode(LONG, "C-7"), both.encode(LONG, "C-7"))) {
            assertThat(both.decode(stored, "C-7", LONGEST)).isEqualTo(LONG);
            assertThat(off.decode(stored, "C-7", LONGEST)).isEqualTo(LONG);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sbx1:", "sbx1::", "sbx1:aes.k1:AAAA", "sbx1::sbx1::x"})
    void text_that_looks_encoded_comes_back_as_it_was(String text) throws Exception {
        for (PayloadCodecs codecs : List.of(PayloadCodecs.NONE, both, new PayloadCodecs(List.of(gzip), List.of()))) {
            assertThat(codecs.decode(codecs.encode(text, "C-7"), "C-7", LONGEST))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sbx1:aes.k1",
                "sbx1:aes.k1:%%%",
                "sbx1:aes.k1:AAAA",
                "sbx1:aes:AAAA",
                "sbx1:gzip:AAAA",
                "sbx1:gzip.k1:",
                "sbx1:zip:AAAA",
                "sbx1:aes.k1,,gzip:AAAA",
                "sbx1:AES.k1:AAAA",
                "sbx1:gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip:AAAA",
                "sbx1:broken:AAAA"
            })
    void what_is_damaged_is_told(String text) {
        PayloadCodecs codecs = new PayloadCodecs(List.of(), List.of(gzip, aes, new Broken()));

        assertThatExceptionOfType(UndecodablePayload.class).isThrownBy(() -> codecs.decode(text, "C-7", LONGEST));
    }

    @Test
    void the_header_is_authenticated() {
        String changed = both.encode(LONG, "C-7").replace("sbx1:gzip,aes", "sbx1:aes");

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> both.decode(changed, "C-7", LONGEST))
                .withMessageContaining("changed");
    }

    @Test
    void a_codec_that_is_gone_is_named() {
        String encoded = both.encode(LONG, "C-7");

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> new PayloadCodecs(List.of(gzip), List.of()).decode(encoded, "C-7", LONGEST))
                .withMessage("it takes the codec 'aes.k1', which is not known here; known are [gzip]. Add its keys"
                        + " (signalbox.payload.keys).");
    }

    @Test
    void a_little_that_would_become_very_much_is_refused_before_it_is_in_memory() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1_000_000];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        String encoded = "sbx1:gzip:" + Base64.getEncoder().encodeToString(bomb.toByteArray());

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> both.decode(encoded, "C-7", LONGEST))
                .matches(UndecodablePayload::isTooLarge)
                .withMessageContaining("100000");
    }

    @Test
    void what_is_no_text_is_refused() {
        String encoded = "sbx1:gzip:" + Base64.getEncoder().encodeToString(gzipOf(new byte[] {(byte) 0xFF}));

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> both.decode(encoded, "C-7", LONGEST))
                .withMessageContaining("UTF-8");
    }

    private static byte[] gzipOf(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    @Test
    void codecs_need_names_of_their_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PayloadCodecs(List.of(gzip), List.of(new Compression(5))))
                .withMessage("There are two codecs named 'gzip'.");
    }

    /** One that an application has got wrong. */
    private static final class Broken implements PayloadCodec {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Optional<Encoded> encode(byte[] payload, String context) {
            return Optional.of(new Encoded("", "x".getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public byte[] decode(Encoded encoded, String context, int longest) {
            throw new IllegalStateException("oops");
        }
    }
}
