package org.signalbox.engine.application;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.signalbox.core.turn.ProcessEnded;

/**
 * Calls authors' code, and knows after the process has ended which code it was in. Code that ends the process, by
 * {@code System.exit}, {@code Runtime.halt} or a crash of the Java machine, would be called again after every start: messages
 * come again. So after such an end what was being executed is called alone, and what is found guilty is not called at all:
 * {@link ProcessEnded} is its failure. See {@link Suspects} for the rules.
 *
 * <p>Costs some tenths of a microsecond per call: the note is made in memory that outlives the process.
 */
@ApplicationScoped
public class RunningCode {

    private static final String DIRECTORY = "signalbox-code";

    /** How long suspected code waits to be alone, and others wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LONGEST_KEY = 240;

    private final Optional<Path> data;
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>(
            IntStream.range(0, RunningCodeFile.SLOTS).boxed().toList());
    private final Thread[] threads = new Thread[RunningCodeFile.SLOTS];
    private final String[] keys = new String[RunningCodeFile.SLOTS];
    private final ReentrantReadWriteLock company = new ReentrantReadWriteLock(true);

    /** Whether somebody has waited long enough for the one that is alone. */
    private volatile boolean crowded;

    private RunningCodeFile file = RunningCodeFile.inMemory();
    private Suspects suspects = Suspects.none();

    protected RunningCode() {
        this(Optional.ofNullable(System.getProperty("jboss.server.data.dir")).map(Path::of));
    }

    /** @param data the server's directory for what it keeps; without it nothing is known after an end */
    RunningCode(Optional<Path> data) {
        this.data = data;
    }

    /** Reads what the last process left behind, and begins to note. */
    @PostConstruct
    void begin() {
        if (data.isEmpty()) {
            return;
        }
        Path directory = data.get().resolve(DIRECTORY);
        try {
            Files.createDirectories(directory);
            Path running = directory.resolve("running");
            Suspects known = Suspects.read(directory.resolve("suspects"));
            known.judge(RunningCodeFile.read(running), statusOfLastEnd());
            file = RunningCodeFile.create(running);
            suspects = known;
        } catch (IOException | RuntimeException e) {
            ApplicationLog.LOG.runningCodeNotNoted(e.toString());
        }
        if (!suspects.hasNone()) {
            ApplicationLog.LOG.suspects(suspects.size(), suspects.guilty());
        }
    }

    /** The launcher's note; it is about one end only. */
    private OptionalInt statusOfLastEnd() throws IOException {
        Path note = data.orElseThrow().resolve("exit-status");
        if (!Files.exists(note)) {
            return OptionalInt.empty();
        }
        String text = Files.readString(note).strip();
        Files.delete(note);
        return text.matches("[0-9]{1,3}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /**
     * Calls authors' code.
     *
     * @param name the same whenever the same is to be done again
     * @throws ProcessEnded in place of a call, if it has ended the process before
     */
    public <T> T call(String name, Supplier<T> code) {
        return suspects.hasNone() ? noted(name, code, false) : carefully(key(name), code);
    }

    /** As {@link #call}, when the failure of the same call is only to be recorded; then it may be tried again. */
    public <T> T afterFailure(String name, Supplier<T> code) {
        suspects.clear(key(name));
        return call(name, code);
    }

    private <T> T carefully(String key, Supplier<T> code) {
        if (suspects.isGuilty(key)) {
            throw new ProcessEnded(key);
        }
        return suspects.contains(key) ? alone(key, code) : inCompany(key, code);
    }

    /** Those who no longer wait for another one that was alone may still be here; then it is not alone. */
    private <T> T alone(String key, Supplier<T> code) {
        boolean locked = company.getReadHoldCount() == 0 && locked(company.writeLock());
        if (locked) {
            crowded = false;
        }
        try {
            return noted(key, code, locked && now().findAny().isEmpty());
        } finally {
            suspects.clear(key);
            if (locked) {
                company.writeLock().unlock();
            }
        }
    }

    /** Nobody waits long for one that takes long to show that it is innocent. */
    private <T> T inCompany(String key, Supplier<T> code) {
        boolean locked = !crowded && locked(company.readLock());
        try {
            if (!locked) {
                crowded = true;
                file.company();
            }
            return noted(key, code, false);
        } finally {
            if (locked) {
                company.readLock().unlock();
            }
        }
    }

    private static boolean locked(Lock lock) {
        try {
            return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private <T> T noted(String name, Supplier<T> code, boolean alone) {
        Integer slot = free.poll();
        if (slot == null) {
            return code.get();
        }
        String key = key(name);
        threads[slot] = Thread.currentThread();
        keys[slot] = key;
        file.begin(slot, key.getBytes(StandardCharsets.UTF_8), alone);
        try {
            return code.get();
        } finally {
            file.end(slot);
            threads[slot] = null;
            keys[slot] = null;
            free.add(slot);
        }
    }

    private static String key(String name) {
        String line = name.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= LONGEST_KEY
                ? line
                : line.substring(0, LONGEST_KEY - 40) + UUID.nameUUIDFromBytes(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Called when the process is about to end: notes which code has asked for it, if it was authors' code. */
    Optional<String> noteExit() {
        Optional<String> culprit = Optional.empty();
        for (int slot = 0; slot < threads.length; slot++) {
            Thread thread = threads[slot];
            String key = keys[slot];
            if (thread != null && key != null && isExiting(thread)) {
                file.exit(slot);
                culprit = Optional.of(key);
            }
        }
        if (culprit.isEmpty()) {
            file.orderly();
        }
        return culprit;
    }

    private static boolean isExiting(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown")
                        || (frame.getClassName().equals("java.lang.Runtime")
                                && frame.getMethodName().equals("exit")));
    }

    /** What is being executed now. */
    Stream<String> now() {
        return Stream.of(keys).filter(key -> key != null);
    }
}
