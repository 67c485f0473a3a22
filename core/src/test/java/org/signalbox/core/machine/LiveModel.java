package org.signalbox.core.machine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.TerminalFailure;

/**
 * How it should be: a {@link Script} whose handlers keep their stacks while they wait, on one object that is never
 * written or read. It shares no code with the machine. Signals, ends of activities and timers are brought by the test.
 */
final class LiveModel {

    /** A handler that has begun. */
    private static final class Handler {
        final long opened;
        final LiveContext context;
        Optional<String> failure = Optional.empty();
        boolean restarts;
        boolean cancelled;
        Optional<Integer> result = Optional.empty();
        Optional<Coroutine> coroutine = Optional.empty();

        Handler(long opened, LiveContext context) {
            this.opened = opened;
            this.context = context;
        }

        Coroutine coroutine() {
            return coroutine.orElseThrow();
        }
    }

    private record Waiting(long sequence, Consumer<Long> event) {}

    private final Script script = new Script();
    final Map<ActivityKey, String> activities = new TreeMap<>(java.util.Comparator.comparing(ActivityKey::toString));
    final Set<ActivityKey> cancelled = new HashSet<>();
    final Set<ActivityKey> unwanted = new HashSet<>();
    final Map<String, Instant> timers = new TreeMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Deque<Waiting> inbox = new ArrayDeque<>();
    private final long seed;
    private final Function<Script, String> write;
    private Optional<String> last = Optional.empty();
    private @Nullable Handler main;
    private @Nullable Handler handler;
    private @Nullable Handler running;
    Instant now = Driver.BEGIN;
    long sequence;
    Status status = Status.RUNNING;
    String ending = "";
    private boolean paused;

    /** @param write how the fields look as JSON */
    LiveModel(long seed, Function<Script, String> write) {
        this.seed = seed;
        this.write = write;
    }

    /** The fields. At the end of the run they are looked at before handlers that still wait are made to end. */
    String state() {
        return last.orElseGet(() -> write.apply(script));
    }

    int waiting() {
        return inbox.size();
    }

    boolean isUnfinished() {
        return !inbox.isEmpty() && handler == null && !paused;
    }

    void start() {
        happens(this::beginMain);
    }

    private void beginMain(long opened) {
        Handler line = new Handler(opened, new LiveContext(this, opened));
        main = line;
        line.coroutine = Optional.of(new Coroutine(() ->
                live(line, () -> line.result = Optional.of(script.main(seed, line.context)))));
        advance(line);
    }

    /** @param update whether it is asked for by an update, whose handler gets over a failure */
    void slow(long otherSeed, boolean update) {
        happens(opened -> {
            Handler line = new Handler(opened, new LiveContext(this, opened));
            handler = line;
            line.coroutine = Optional.of(new Coroutine(() -> live(line, () -> {
                if (update) {
                    script.ask(otherSeed, line.context);
                } else {
                    script.slow(otherSeed, line.context);
                }
            })));
            advance(line);
        });
    }

    private void live(Handler line, Runnable method) {
        Script.CALLS.set(calls);
        try {
            method.run();
        } catch (TerminalFailure e) {
            line.failure = Optional.of(String.valueOf(e.getMessage()));
        } catch (Cancelled e) {
            line.cancelled = true;
        } catch (LiveContext.Restart e) {
            line.restarts = true;
        }
    }

    void signal(Consumer<Script> method) {
        happens(s -> method.accept(script));
    }

    void end(ActivityKey key, LiveContext.Ending outcome) {
        if (handler != null && handler.opened == key.sequence()) {
            sequence++;
            handler.context.end(key.ordinal(), outcome);
            advanceIfReady(handler);
            settle();
        } else if (main != null && isCleaningUp(key.sequence())) {
            sequence++;
            main.context.end(key.ordinal(), outcome);
            settle();
        } else {
            happens(s -> {
                if (main != null && main.opened == key.sequence()) {
                    main.context.end(key.ordinal(), outcome);
                }
            });
        }
    }

    /** What happens to the main line then does not queue. */
    private boolean isCleaningUp(long opened) {
        return handler == null && main != null && main.opened == opened && main.context.isCancelling();
    }

    void cancel() {
        sequence++;
        if (main == null && handler == null) {
            close(Status.CANCELLED, "", Optional.empty());
            return;
        }
        if (main != null) {
            main.context.cancel();
        }
        if (handler != null) {
            handler.context.cancel();
            advanceIfReady(handler);
        }
        settle();
    }

    void pause(boolean begins) {
        sequence++;
        paused = begins;
        status = begins ? Status.PAUSED : Status.RUNNING;
    }

    /** What came to those who wait while the run was paused. */
    void goOn() {
        if (handler != null) {
            advanceIfReady(handler);
        }
        settle();
    }

    void terminate(String why) {
        sequence++;
        close(Status.TERMINATED, why, Optional.empty());
    }

    void fire(String timer) {
        timers.remove(timer);
        if (handler != null && timer.startsWith("#" + handler.opened + ".")) {
            sequence++;
            advanceIfReady(handler);
            settle();
        } else if (main != null && isCleaningUp(main.opened) && timer.startsWith("#" + main.opened + ".")) {
            sequence++;
            settle();
        } else {
            happens(s -> {
                if (timer.equals("tick")) {
                    script.tick();
                }
            });
        }
    }

    private void happens(Consumer<Long> event) {
        sequence++;
        if (handler != null || !inbox.isEmpty() || paused) {
            inbox.add(new Waiting(sequence, event));
        } else {
            event.accept(sequence);
            settle();
        }
    }

    void resume() {
        Waiting head = inbox.remove();
        head.event.accept(head.sequence);
        settle();
    }

    /** After every event, what can go on goes on. */
    private void settle() {
        if (handler == null && main != null && status == Status.RUNNING && !paused) {
            advanceIfReady(main);
        }
    }

    private void advanceIfReady(Handler line) {
        if (paused) {
            return;
        }
        line.context.learnOfCancel();
        if (line.context.isReady()) {
            advance(line);
        }
    }

    /** Called by code that waits. */
    void pause() {
        java.util.Objects.requireNonNull(running).coroutine().pause();
    }

    private void advance(Handler line) {
        running = line;
        line.coroutine().run();
        running = null;
        var asked = line.context.asked();
        if (line.failure.isPresent()) {
            close(Status.FAILED, line.failure.get(), Optional.of(line));
            return;
        }
        asked.forEach(Runnable::run);
        if (!line.coroutine().hasEnded()) {
            return;
        }
        boolean isMain = line != handler;
        if (!isMain) {
            handler = null;
        } else {
            main = null;
        }
        boolean toldHandler = !isMain && line.context.isToldToCancel();
        if ((line.cancelled || toldHandler) && (isMain || main == null)) {
            close(Status.CANCELLED, "", Optional.of(line));
        } else if (line.cancelled) {
            line.context.running().forEach(unwanted::add);
        }
        line.result.ifPresent(r -> close(Status.COMPLETED, r.toString(), Optional.of(line)));
        if (line.restarts) {
            inbox.add(new Waiting(++sequence, this::beginMain));
        }
    }

    private void close(Status as, String with, Optional<Handler> by) {
        Stream.of(by, Optional.ofNullable(main), Optional.ofNullable(handler))
                .flatMap(Optional::stream)
                .filter(h -> as != Status.TERMINATED)
                .forEach(
                        h -> h.context.running().filter(activities::containsKey).forEach(unwanted::add));
        status = as;
        paused = false;
        ending = with;
        timers.clear();
        last = Optional.of(write.apply(script));
        abandon();
    }

    /** Ends the threads. */
    void abandon() {
        for (Handler line : new Handler[] {main, handler}) {
            if (line != null) {
                line.coroutine().abandon();
            }
        }
        main = null;
        handler = null;
    }
}
