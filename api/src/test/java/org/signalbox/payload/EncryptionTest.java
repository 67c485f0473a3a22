package org.signalbox.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

    private static final byte[] PAYLOAD = "{\"iban\":\"DE02\"}".getBytes(StandardCharsets.UTF_8);

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Encryption encryption = new Encryption("k1", Map.of("k1", key(1), "k0", key(0)));

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private PayloadCodec.Encoded encoded() {
        return encryption.encode(PAYLOAD, "sbx1::C-7").orElseThrow();
    }

    @Test
    void what_was_encrypted_is_decrypted() throws Exception {
        assertThat(encryption.decode(encoded(), "sbx1::C-7", NO_LIMIT)).isEqualTo(PAYLOAD);
    }

    @Test
    void the_same_payload_never_looks_the_same() {
        assertThat(encoded().bytes()).isNotEqualTo(encoded().bytes());
    }

    @Test
    void another_program_can_encrypt_as_the_manual_tells() throws Exception {
        byte[] nonce = new byte[12];
        byte[] own = hmac(key(1), "sbx1::C-7");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(own, "AES"), new GCMParameterSpec(128, nonce));
        byte[] sealed = cipher.doFinal(PAYLOAD);
        byte[] bytes = Arrays.copyOf(nonce, 12 + sealed.length);
        System.arraycopy(sealed, 0, bytes, 12, sealed.length);

        assertThat(encryption.decode(new PayloadCodec.Encoded("k1", bytes), "sbx1::C-7", NO_LIMIT))
                .isEqualTo(PAYLOAD);
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_was_encrypted_once_can_be_read_for_ever() throws Exception {
        byte[] stored = HexFormat.of().parseHex(KNOWN);

        assertThat(encryption.decode(new PayloadCodec.Encoded("k1", stored), "sbx1::C-7", NO_LIMIT))
                .isEqualTo(PAYLOAD);
    }

    private static final String KNOWN =
            "000102030405060708090a0b1637d39470a2e8bcef8a366a3cf5e60c7e1f82887521567e85cf2ded955f0c";

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 12, 20, -1})
    void a_changed_byte_is_noticed(int place) {
        PayloadCodec.Encoded encoded = encoded();
        int index = place < 0 ? encoded.bytes().length + place : place;
        encoded.bytes()[index] ^= 1;

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> encryption.decode(encoded, "sbx1::C-7", NO_LIMIT))
                .withMessageContaining("changed");
    }

    @Test
    void it_can_not_be_moved_to_another_instance() {
        PayloadCodec.Encoded encoded = encoded();

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> encryption.decode(encoded, "sbx1::C-8", NO_LIMIT));
    }

    @Test
    void it_can_not_be_read_with_another_key_of_the_same_id() {
        Encryption other = new Encryption("k1", Map.of("k1", key(2)));
        PayloadCodec.Encoded encoded = encoded();

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> other.decode(encoded, "sbx1::C-7", NO_LIMIT));
    }

    @Test
    void a_missing_key_is_named() {
        PayloadCodec.Encoded encoded = new PayloadCodec.Encoded("k9", encoded().bytes());

        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> encryption.decode(encoded, "sbx1::C-7", NO_LIMIT))
                .withMessageContaining("'k9'")
                .withMessageContaining("[k0, k1]")
                .withMessageContaining("signalbox.payload.keys");
    }

    @Test
    void what_is_too_short_is_told() {
        assertThatExceptionOfType(UndecodablePayload.class)
                .isThrownBy(() -> encryption.decode(new PayloadCodec.Encoded("k1", new byte[27]), "c", NO_LIMIT))
                .withMessageContaining("too short");
    }

    @Test
    void after_a_rotation_former_payloads_can_be_read_and_new_ones_have_the_new_key() throws Exception {
        PayloadCodec.Encoded former = encoded();
        Encryption rotated = new Encryption("k2", Map.of("k1", key(1), "k2", key(2)));

        assertThat(rotated.decode(former, "sbx1::C-7", NO_LIMIT)).isEqualTo(PAYLOAD);
        assertThat(rotated.encode(PAYLOAD, "sbx1::C-7").orElseThrow().key()).isEqualTo("k2");
    }

    @Test
    void keys_that_are_none_are_refused_without_being_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Encryption("a", Map.of("a", new byte[16])))
                .withMessage("Key 'a' has 16 bytes; give it an id and 32 random bytes.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Encryption("b", Map.of("a", key(1))))
                .withMessage("The active key 'b' is not among the keys [a].");
        assertThatIllegalArgumentException().isThrownBy(() -> new Encryption("a.b", Map.of("a.b", key(1))));
    }
}
