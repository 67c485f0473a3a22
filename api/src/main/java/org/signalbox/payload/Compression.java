package org.signalbox.payload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The codec {@code gzip}: makes long payloads shorter. To be applied before encryption.
 *
 * @param threshold shorter payloads stay as they are, in bytes
 */
public record Compression(int threshold) implements PayloadCodec {

    /** What is read at a time. */
    private static final int PORTION = 8192;

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public boolean hidesContent() {
        return false;
    }

    /** Text of four characters is kept for three bytes, so it must become shorter than three quarters to be worth while. */
    @Override
    public Optional<Encoded> encode(byte[] payload, String context) {
        if (payload.length < threshold) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size() < payload.length / 4 * 3
                ? Optional.of(new Encoded("", bytes.toByteArray()))
                : Optional.empty();
    }

    @Override
    public byte[] decode(Encoded encoded, String context, int longest) throws UndecodablePayload {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] portion = new byte[PORTION];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(encoded.bytes()))) {
            for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                if (bytes.size() + (long) read > longest) {
                    throw UndecodablePayload.tooLarge(longest);
                }
                bytes.write(portion, 0, read);
            }
        } catch (IOException e) {
            throw new UndecodablePayload("it is compressed and damaged: " + e.getMessage());
        }
        return bytes.toByteArray();
    }
}
