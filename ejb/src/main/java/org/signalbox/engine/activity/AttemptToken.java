package org.signalbox.engine.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.turn.ActivityKey;

/**
 * What the token of an attempt says: which attempt, so that it is found without a search, and the secret that stands in its
 * activity's row, so that nobody can make one.
 */
public record AttemptToken(Attempt attempt, String secret) {

    private static final int SECRET_BYTES = 16;
    private static final int NUMBERS = Long.BYTES + 2 * Integer.BYTES;
    private static final SecureRandom CHANCE = new SecureRandom();

    static String drawSecret() {
        byte[] drawn = new byte[SECRET_BYTES];
        CHANCE.nextBytes(drawn);
        return encoded(drawn);
    }

    /** As whoever is to end the attempt gets it. */
    public ActivityToken write() {
        byte[] id = attempt.key().workflowId().value().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(NUMBERS + id.length)
                .putLong(attempt.key().sequence())
                .putInt(attempt.key().ordinal())
                .putInt(attempt.number())
                .put(id);
        return new ActivityToken(secret + "." + encoded(bytes.array()));
    }

    /** Empty if it was not made here. */
    static Optional<AttemptToken> read(ActivityToken token) {
        String[] parts = token.value().split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts[1]));
            if (bytes.remaining() <= NUMBERS) {
                return Optional.empty();
            }
            long sequence = bytes.getLong();
            int ordinal = bytes.getInt();
            int number = bytes.getInt();
            WorkflowId id = new WorkflowId(StandardCharsets.UTF_8.decode(bytes).toString());
            return Optional.of(new AttemptToken(new Attempt(new ActivityKey(id, sequence, ordinal), number), parts[0]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Compares in a time that does not tell how much of it was right. */
    boolean isFor(ActivityEntity row) {
        return row.secret != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), row.secret.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
