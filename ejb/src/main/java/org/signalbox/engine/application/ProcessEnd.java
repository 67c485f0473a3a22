package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a process whose end has begun does end.
 *
 * <p>Authors' code that calls {@code System.exit} waits in it for the server to stop, and the server waits for that code: without
 * a limit a process would be left that still accepts messages and does nothing. The same with code that does not return at all.
 */
@ApplicationScoped
public class ProcessEnd {

    /** Not 0: a supervisor is to start the server again. */
    private static final int STATUS = 70;

    private RunningCode running;
    private Readiness readiness;
    private EngineSettings settings;
    private @Nullable Thread hook;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected ProcessEnd() {}

    @Inject
    ProcessEnd(RunningCode running, Readiness readiness, EngineSettings settings) {
        this.running = running;
        this.readiness = readiness;
        this.settings = settings;
    }

    /** Begins to wait for the end of the process. */
    void watch() {
        hook = new Thread(this::begin, "signalbox end of process");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The application ends without its process. */
    void forget() {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook has begun its work
        }
    }

    /** A hook that waited would itself keep the process from its end. */
    private void begin() {
        Thread guard = new Thread(guard(Runtime.getRuntime()::halt), "signalbox guard of the end");
        guard.setDaemon(true);
        guard.start();
    }

    /** What is to be done when the end has begun. */
    Runnable guard(IntConsumer halt) {
        readiness.stop();
        Optional<String> culprit = running.noteExit();
        culprit.ifPresent(key -> ApplicationLog.LOG.codeEndsProcess(key, settings.exitGrace()));
        return () -> {
            pass(culprit.isPresent() ? settings.exitGrace() : settings.longestShutdown());
            if (culprit.isEmpty() && running.now().findAny().isEmpty()) {
                return; // nobody's code is in the way
            }
            ApplicationLog.LOG.halted(running.now().toList());
            halt.accept(STATUS);
        };
    }

    private static void pass(Duration time) {
        try {
            boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            if (never) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            // then the time is over now
        }
    }
}
