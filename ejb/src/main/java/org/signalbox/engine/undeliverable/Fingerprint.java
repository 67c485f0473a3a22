package org.signalbox.engine.undeliverable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Texts of fixed length that are equal for the same signal, however it comes again. */
final class Fingerprint {

    private Fingerprint() {}

    /** Of address, signal id and what became of the signal. */
    static String of(RawSignal signal, String fate) {
        List<Optional<String>> parts =
                new ArrayList<>(List.of(signal.workflowId(), signal.signalId(), Optional.of(fate)));
        if (signal.businessKey().isPresent()) {
            parts.addAll(List.of(signal.workflowType(), signal.businessKey()));
        }
        return of(parts);
    }

    /** Of the workflow id, or of the business key. */
    static String ofAddress(RawSignal signal) {
        return signal.businessKey().isPresent()
                ? of(List.of(signal.workflowType(), signal.businessKey()))
                : of(List.of(signal.workflowId()));
    }

    private static String of(List<Optional<String>> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Optional<String> part : parts) {
                byte[] bytes = part.orElse("").getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
