package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.payload.Compression;
import org.signalbox.payload.Encryption;
import org.signalbox.payload.PayloadCodec;
import org.signalbox.payload.PayloadCodecs;

/** What is remembered of what was sent under an id, and what is compared with it. */
class SentTest {

    private static final StoredPayloads PLAIN = StoredPayloads.PLAIN;
    private static final StoredPayloads AES = payloads(new Encryption("k1", Map.of("k1", new byte[32])));
    private static final StoredPayloads OTHER_KEY = payloads(new Encryption("k1", Map.of("k1", key(9))));

    /** Hides payloads and makes no fingerprints. */
    private record Silent() implements PayloadCodec {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public Optional<Encoded> encode(byte[] payload, String context) {
            return Optional.of(new Encoded("", payload));
        }

        @Override
        public byte[] decode(Encoded encoded, String context, int longest) {
            return encoded.bytes();
        }
    }

    private static StoredPayloads payloads(PayloadCodec... codecs) {
        return new StoredPayloads(new PayloadCodecs(List.of(codecs), List.of()));
    }

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) value);
        return key;
    }

    private static Sent sent(String id, String name, String payload) {
        return new Request.Signal(
                        new WorkflowId("w"),
                        name,
                        Optional.of(payload),
                        new SignalId(id),
                        Optional.empty(),
                        Optional.empty())
                .sent()
                .get(0);
    }

    private static Accepted accepted(String payload, StoredPayloads payloads) {
        return sent("42", "paid", payload).accepted("w", payloads);
    }

    @Test
    void what_differs_is_told() {
        Accepted first = accepted("{\"a\":1}", PLAIN);

        assertThat(sent("42", "paid", "{ \"a\" : 1.0 }").reuse(first, "w", PLAIN))
                .isEmpty();
        assertThat(sent("42", "paid", "{}").reuse(first, "w", PLAIN))
                .hasValueSatisfying(told -> assertThat(told).contains("'42'", "another payload"));
        assertThat(sent("42", "lost", "{\"a\":1}").reuse(first, "w", PLAIN))
                .hasValueSatisfying(told -> assertThat(told).contains("for signal 'paid'"));
    }

    @Test
    void no_payload_is_another_one_than_null() {
        Sent none = Sent.of(new Event.Signalled("paid", Optional.empty(), new SignalId("42")))
                .orElseThrow();

        assertThat(none.reuse(accepted("null", PLAIN), "w", PLAIN)).isPresent();
        assertThat(none.reuse(none.accepted("w", PLAIN), "w", PLAIN)).isEmpty();
    }

    @Test
    void a_fingerprint_tells_nothing_without_the_key_and_not_which_payloads_are_equal() {
        String plain = accepted("1", PLAIN).fingerprint().orElseThrow();
        String keyed = accepted("1", AES).fingerprint().orElseThrow();

        assertThat(plain).startsWith(":").hasSizeLessThan(30);
        assertThat(keyed).startsWith("aes.k1:").hasSizeLessThan(40);
        assertThat(keyed.substring(7)).isNotEqualTo(plain.substring(1));
        assertThat(accepted("1", OTHER_KEY).fingerprint()).isNotEqualTo(Optional.of(keyed));
        assertThat(sent("43", "paid", "1").accepted("w", AES).fingerprint()).isNotEqualTo(Optional.of(keyed));
        assertThat(sent("42", "paid", "1").accepted("v", AES).fingerprint()).isNotEqualTo(Optional.of(keyed));
        assertThat(accepted("1.0", AES).fingerprint()).contains(keyed);
    }

    @Test
    void compression_alone_needs_no_key() {
        assertThat(accepted("1", payloads(new Compression(1))).fingerprint())
                .isEqualTo(accepted("1", PLAIN).fingerprint());
    }

    @Test
    void what_was_plain_before_encryption_is_compared_afterwards_as_well() {
        assertThat(sent("42", "paid", "2").reuse(accepted("1", PLAIN), "w", AES))
                .isPresent();
        assertThat(sent("42", "paid", "1").reuse(accepted("1", PLAIN), "w", AES))
                .isEmpty();
    }

    @Test
    void what_cannot_be_compared_is_a_repetition_if_kind_and_name_are_the_same() {
        StoredPayloads silent = payloads(new Silent());

        assertThat(accepted("1", silent).fingerprint()).isEmpty();
        assertThat(sent("42", "paid", "2").reuse(accepted("1", silent), "w", silent))
                .isEmpty();
        assertThat(sent("42", "lost", "1").reuse(accepted("1", silent), "w", silent))
                .isPresent();
        assertThat(sent("42", "paid", "2").reuse(accepted("1", AES), "w", PLAIN))
                .isEmpty();
    }

    @Test
    void an_edited_payload_counts_as_what_was_sent() {
        Accepted first = accepted("1", PLAIN);
        Sent edited = sent("42", "paid", "2").editedFrom(first.fingerprint());

        assertThat(edited.reuse(first, "w", PLAIN)).isEmpty();
        assertThat(edited.accepted("w", PLAIN)).isEqualTo(first);
    }
}
