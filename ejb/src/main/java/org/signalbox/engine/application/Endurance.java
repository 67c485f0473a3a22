package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.signalbox.core.catalog.Backoff;

/**
 * Processes messages so that none of them holds up others without end.
 *
 * <p>An outage of the database and a conflict with another transaction are no fault of the message: it waits in place, as long
 * as it takes, and keeps its order. Any other failure, errors of the Java machine included, is counted if the database
 * answers a trivial query. After {@value #TRIES} of them, within about ten seconds, the message is set aside and the next
 * one is processed.
 */
@ApplicationScoped
public class Endurance {

    public static final int TRIES = 5;

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(700), 2, Duration.ofMinutes(1));
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

    /** By the place of the code where something has gone wrong; there are not many such places. */
    private final Map<String, Repetition> repetitions = new ConcurrentHashMap<>();

    private Readiness readiness;
    private Outage outage;
    private BooleanSupplier databaseAnswers;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Endurance() {}

    @Inject
    Endurance(Readiness readiness, Outage outage, DatabaseProbe database) {
        this(readiness, outage, database::answers);
    }

    Endurance(Readiness readiness, Outage outage, BooleanSupplier databaseAnswers) {
        this.readiness = readiness;
        this.outage = outage;
        this.databaseAnswers = databaseAnswers;
    }

    /**
     * Does the work, which must be idempotent, or sets aside what it is about.
     *
     * @param what it is about, for the log
     * @param aside called once, with the last failure
     * @throws IllegalStateException if the application is about to end: the message stays with the broker
     */
    public <T> T process(Supplier<String> what, Supplier<T> work, Function<Throwable, T> aside) {
        int tries = 0;
        while (true) {
            try {
                return outage.outlast(work);
            } catch (RuntimeException | Error e) {
                readiness.refuseIfEnding();
                if (e instanceof ServerStopping) {
                    throw new IllegalStateException(e.getMessage(), e);
                }
                if (!databaseAnswers.getAsBoolean()) {
                    readiness.pause(OUTAGE_PAUSE);
                } else if (++tries < TRIES) {
                    meet(what, e, tries);
                } else {
                    ApplicationLog.LOG.setAside(told(what), TRIES, e.toString());
                    return aside.apply(e);
                }
            }
        }
    }

    /** The first failure at each place is logged with its stack trace. */
    private void meet(Supplier<String> what, Throwable failure, int tries) {
        StackTraceElement[] stack = failure.getStackTrace();
        String place = failure.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
        repetitions
                .computeIfAbsent(place, p -> new Repetition(readiness, PAUSES))
                .meet(tries, times -> {
                    if (times == 1) {
                        ApplicationLog.LOG.mistake(told(what), failure);
                    } else {
                        ApplicationLog.LOG.mistakeAgain(times, place, told(what));
                    }
                });
    }

    /** A message that can't be read may be one that can't be described either. */
    private static String told(Supplier<String> what) {
        try {
            return what.get();
        } catch (RuntimeException e) {
            return "Something that can't be described (" + e + ")";
        }
    }
}
