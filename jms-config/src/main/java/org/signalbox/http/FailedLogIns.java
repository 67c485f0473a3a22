package org.signalbox.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords, and nobody else: failures are counted by user and address. After {@value #FREE} failures each
 * further one is followed by a pause, which doubles up to {@value #LONGEST_PAUSE_SECONDS} s. During the pause no password is looked at,
 * except one that has been right before. Memory is bounded; what is oldest is forgotten.
 */
final class FailedLogIns {

    static final int FREE = 5;
    static final int LONGEST_PAUSE_SECONDS = 30;

    private static final long FORGOTTEN_AFTER = TimeUnit.MINUTES.toNanos(15);
    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final byte[] salt = new byte[16];
    private final Map<Attempt, Failures> failures = bounded();
    private final Map<String, Boolean> right = bounded();

    FailedLogIns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        new SecureRandom().nextBytes(salt);
    }

    /** How many seconds this log-in must wait; 0 if it may be tried. */
    synchronized long pause(Attempt attempt, String credentials) {
        Failures known = failures.get(attempt);
        if (known == null || right.containsKey(digest(credentials))) {
            return 0;
        }
        return known.pauseLeft(nanoTime.getAsLong());
    }

    /** @return how many there are now */
    synchronized int failed(Attempt attempt, String credentials) {
        right.remove(digest(credentials)); // the password was changed
        long now = nanoTime.getAsLong();
        Failures known = failures.get(attempt);
        int count = known == null || now - known.last() > FORGOTTEN_AFTER ? 1 : known.count() + 1;
        failures.put(attempt, new Failures(count, now));
        return count;
    }

    synchronized void succeeded(Attempt attempt, String credentials) {
        failures.remove(attempt);
        right.put(digest(credentials), true);
    }

    synchronized int size() {
        return Math.max(failures.size(), right.size());
    }

    /** How long the pause after so many failures is, in seconds. */
    static long pauseAfter(int count) {
        return count < FREE ? 0 : Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(30, count - FREE));
    }

    private String digest(String credentials) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return Base64.getEncoder().encodeToString(digest.digest(credentials.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** Who tries, and from where. Of an IPv6 address the network counts: its owner has 2⁶⁴ of them. */
    record Attempt(String user, String address) {

        private static final int LONGEST_USER = 100;

        static Attempt of(String user, byte[] address) {
            byte[] network = address.length == 16 ? Arrays.copyOf(address, 8) : address;
            StringBuilder text = new StringBuilder();
            for (int n = 0; n < network.length; n++) {
                if (address.length == 16) {
                    text.append(n > 0 && n % 2 == 0 ? ":" : "").append(String.format("%02x", network[n]));
                } else {
                    text.append(n > 0 ? "." : "").append(network[n] & 0xff);
                }
            }
            return new Attempt(
                    user.length() > LONGEST_USER ? user.substring(0, LONGEST_USER) : user,
                    address.length == 16 ? text + "::/64" : text.toString());
        }
    }

    private record Failures(int count, long last) {

        long pauseLeft(long now) {
            long left = TimeUnit.SECONDS.toNanos(pauseAfter(count)) - (now - last);
            return left <= 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left + 999_999_999L));
        }
    }
}
