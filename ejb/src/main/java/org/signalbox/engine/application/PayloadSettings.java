package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.payload.Compression;
import org.signalbox.payload.Encryption;
import org.signalbox.payload.PayloadCodec;
import org.signalbox.payload.PayloadCodecs;

/**
 * How payloads are stored, from what an operator has set; see docs/payloads.md. A mistake makes the deployment fail: to go on
 * without encryption that somebody asked for would be worse.
 */
@ApplicationScoped
public class PayloadSettings {

    static final String CODECS = "signalbox.payload.codecs";
    static final String KEYS = "signalbox.payload.keys";

    private static final String ACTIVE = "active";

    /** In bytes; shorter payloads don't gain much. */
    private static final int COMPRESSION_THRESHOLD = 1000;

    @Inject
    @Any
    private Instance<PayloadCodec> ofApplication;

    @Produces
    @Singleton
    public PayloadCodecs codecs() {
        List<PayloadCodec> known = new ArrayList<>();
        known.add(new Compression(COMPRESSION_THRESHOLD));
        setting(KEYS).map(PayloadSettings::encryption).ifPresent(known::add);
        ofApplication.forEach(known::add);
        return chain(setting(CODECS).orElse(""), known);
    }

    @Produces
    @Singleton
    public StoredPayloads payloads(PayloadCodecs codecs) {
        return new StoredPayloads(codecs);
    }

    static PayloadCodecs chain(String names, List<PayloadCodec> known) {
        List<PayloadCodec> applied = new ArrayList<>();
        for (String name : Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList()) {
            applied.add(known.stream()
                    .filter(codec -> codec.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, known)));
        }
        return new PayloadCodecs(applied, known);
    }

    private static IllegalStateException unknown(String name, List<PayloadCodec> known) {
        return new IllegalStateException("Setting " + CODECS + " names '" + name + "'; there are "
                + known.stream().map(PayloadCodec::name).toList()
                + (name.equals("aes") ? ". To have 'aes', name a file with keys in " + KEYS + "." : "."));
    }

    /** As system property, or as environment variable with underscores and capitals. */
    private static Optional<String> setting(String name) {
        String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }

    /** From a file of properties: {@code active} names a key, the others are keys by their ids, in Base64. */
    static Encryption encryption(String file) {
        try (Reader in = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(in);
            Map<String, byte[]> keys = new TreeMap<>();
            properties.stringPropertyNames().stream()
                    .filter(id -> !id.equals(ACTIVE))
                    .forEach(id -> keys.put(id, bytes(id, properties.getProperty(id))));
            return new Encryption(properties.getProperty(ACTIVE, "").strip(), keys);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalStateException(
                    "The file with keys, '" + file + "' (" + KEYS + "), can't be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "In the file with keys, '" + file + "' (" + KEYS + "): " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(String id, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Key '" + id + "' is not 32 bytes in Base64.", e);
        }
    }
}
