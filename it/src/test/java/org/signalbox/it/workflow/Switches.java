package org.signalbox.it.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a test can turn on and off in the running server, and what it can learn from there; gone when that ends. */
public final class Switches {

    private static final Map<String, CountDownLatch> OFF = new ConcurrentHashMap<>();
    private static final Map<String, List<Instant>> CALLS = new ConcurrentHashMap<>();

    private static final Map<String, List<String>> NOTES = new ConcurrentHashMap<>();

    private Switches() {}

    /** Leaves a word for the test. */
    static void note(String name, String word) {
        NOTES.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>()).add(word);
    }

    /** What was left under that name. */
    public static List<String> notes(String name) {
        return List.copyOf(NOTES.getOrDefault(name, List.of()));
    }

    /** Turns a switch off: what it stands for works, who waits for it goes on. */
    public static void off(String name) {
        OFF.computeIfAbsent(name, n -> new CountDownLatch(1)).countDown();
    }

    /** Switches are on until they are turned off. */
    public static boolean isOn(String name) {
        return OFF.computeIfAbsent(name, n -> new CountDownLatch(1)).getCount() > 0;
    }

    static void awaitOff(String name, Duration limit) throws InterruptedException {
        if (!OFF.computeIfAbsent(name, n -> new CountDownLatch(1)).await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody turned off '" + name + "'");
        }
    }

    /** Notes a call and tells how many there were with it. */
    static int called(String name) {
        List<Instant> calls = CALLS.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
        synchronized (calls) {
            calls.add(Instant.now());
            return calls.size();
        }
    }

    /** When it was called. */
    public static List<Instant> calls(String name) {
        return List.copyOf(CALLS.getOrDefault(name, List.of()));
    }
}
