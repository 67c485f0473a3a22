package org.signalbox.engine.undeliverable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.payload.StoredPayloads;

/** Texts of fixed length that are equal for the same signal, however it comes again. */
final class Fingerprint {

    private static final byte[] OF_THIS_PROCESS = new SecureRandom().generateSeed(32);

    private Fingerprint() {}

    /** Of address, signal id and what became of the signal. */
    static String of(RawSignal signal, String fate) {
        return of(parts(signal, fate));
    }

    /** Of the content as well, so that different signals under one id are kept apart. It is of no use for guessing the content. */
    static String withContent(RawSignal signal, String fate, StoredPayloads payloads) {
        List<Optional<String>> parts = parts(signal, fate);
        parts.add(Optional.of(content(signal, payloads)));
        return of(parts);
    }

    /** Where the codecs make no fingerprint, it is another one after a restart, and a redelivery then a row more. */
    private static String content(RawSignal signal, StoredPayloads payloads) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Optional<String> part : List.of(signal.signal(), signal.workflowType(), signal.startInput())) {
            content.writeBytes((part.map(String::length) + ":" + part).getBytes(StandardCharsets.UTF_8));
        }
        signal.body().ifPresent(content::writeBytes);
        return payloads.fingerprint(content.toByteArray(), signal.workflowId().orElse(""))
                .orElseGet(() -> {
                    content.writeBytes(OF_THIS_PROCESS);
                    return hash(content.toByteArray());
                });
    }

    private static List<Optional<String>> parts(RawSignal signal, String fate) {
        List<Optional<String>> parts =
                new ArrayList<>(List.of(signal.workflowId(), signal.signalId(), Optional.of(fate)));
        if (signal.businessKey().isPresent()) {
            parts.addAll(List.of(signal.workflowType(), signal.businessKey()));
        }
        return parts;
    }

    /** Of the workflow id, or of the business key. */
    static String ofAddress(RawSignal signal) {
        return signal.businessKey().isPresent()
                ? of(List.of(signal.workflowType(), signal.businessKey()))
                : of(List.of(signal.workflowId()));
    }

    private static String of(List<Optional<String>> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<String> part : parts) {
            byte[] bytes = part.orElse("").getBytes(StandardCharsets.UTF_8);
            all.writeBytes((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
        }
        return hash(all.toByteArray());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
