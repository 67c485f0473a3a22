package org.signalbox.engine.gate;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.signalbox.client.Receipt;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.journal.SignalKey;

/**
 * Tells those who wait until their signal is handled.
 *
 * <p>However many wait, there is one thread that looks for all of them, by one question to the database, and there is none
 * while nobody waits. It looks for the signals of an instance when a transaction of this server has changed that instance;
 * what another server has committed, or whose ringing got lost, is found by looking for all now and then.
 */
@ApplicationScoped
public class ReceiptBell {

    /** However often it rings, the database is asked no oftener. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    static final Duration BETWEEN_LOOKS_FOR_ALL = Duration.ofMillis(500);

    /** Who comes then is told at once what is known, so that memory is bounded. */
    static final int MOST_CALLERS = 10_000;

    private final Map<WorkflowId, Set<Caller>> callers = new HashMap<>();
    private final PriorityQueue<Caller> byPatience = new PriorityQueue<>(Comparator.comparingLong(c -> c.end));
    private final Set<WorkflowId> rung = new LinkedHashSet<>();
    private volatile int count;
    private boolean looking;
    private long lastLook = System.nanoTime() - BETWEEN_LOOKS.toNanos();
    private long lastLookForAll = System.nanoTime();

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private Executor executor;

    private Function<Collection<SignalKey>, Map<SignalKey, Receipt>> look;

    /** Somebody who waits. */
    private static final class Caller {

        private final SignalKey signal;
        private final long end;
        private final CompletableFuture<Optional<Receipt>> told = new CompletableFuture<>();

        Caller(SignalKey signal, long end) {
            this.signal = signal;
            this.end = end;
        }
    }

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected ReceiptBell() {}

    @Inject
    @SuppressWarnings("NullAway.Init") // the container sets the executor
    ReceiptBell(ReceiptTransaction receipts) {
        this.look = receipts::find;
    }

    ReceiptBell(Executor executor, Function<Collection<SignalKey>, Map<SignalKey, Receipt>> look) {
        this.executor = executor;
        this.look = look;
    }

    /** A transaction that changed these instances has been committed. Costs next to nothing while nobody waits. */
    void ring(Set<WorkflowId> changed) {
        if (count == 0) {
            return;
        }
        synchronized (this) {
            if (changed.stream().filter(callers::containsKey).anyMatch(rung::add)) {
                notifyAll();
            }
        }
    }

    /**
     * Waits, without a thread, until no more can become of a signal, or there is no trace of it, or time is over.
     *
     * <p>No ringing is missed: the first look comes after the caller has taken a place.
     *
     * @return what the last look showed; it is given by a thread that may be kept for long. If the database is away until time
     *     is over, {@link Unavailable}
     */
    public CompletionStage<Optional<Receipt>> awaitEnd(SignalKey signal, Duration patience) {
        Caller caller = new Caller(signal, System.nanoTime() + (count < MOST_CALLERS ? patience.toNanos() : 0));
        boolean begin;
        synchronized (this) {
            callers.computeIfAbsent(signal.workflowId(), id -> new HashSet<>()).add(caller);
            byPatience.add(caller);
            count = byPatience.size();
            rung.add(signal.workflowId());
            begin = !looking;
            looking = true;
            notifyAll();
        }
        if (begin) {
            beginToLook();
        }
        return caller.told;
    }

    private void beginToLook() {
        boolean begun = false;
        try {
            executor.execute(this::lookWhileSomebodyWaits);
            begun = true;
        } finally {
            if (!begun) {
                giveUp();
            }
        }
    }

    private void lookWhileSomebodyWaits() {
        boolean over = false;
        try {
            List<Caller> due = due();
            while (!due.isEmpty()) {
                tell(due);
                due = due();
            }
            over = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!over) {
                giveUp();
            }
        }
    }

    /** Waits until it is time to look for somebody; the list is empty only if nobody waits any more. */
    private synchronized List<Caller> due() throws InterruptedException {
        while (!byPatience.isEmpty()) {
            long now = System.nanoTime();
            long rest = lastLook + BETWEEN_LOOKS.toNanos() - now;
            long all = lastLookForAll + BETWEEN_LOOKS_FOR_ALL.toNanos() - now;
            long wanted = rung.isEmpty() ? Math.min(all, byPatience.element().end - now) : rest;
            long left = Math.max(rest, wanted);
            if (left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
                continue;
            }
            List<Caller> due = callersAt(now, all <= 0);
            if (!due.isEmpty()) {
                return due;
            }
        }
        looking = false;
        return List.of();
    }

    private List<Caller> callersAt(long now, boolean all) {
        Set<Caller> due = new LinkedHashSet<>();
        if (all) {
            lastLookForAll = now;
            due.addAll(byPatience);
        } else {
            rung.forEach(id -> due.addAll(callers.getOrDefault(id, Set.of())));
            byPatience.stream().filter(c -> c.end <= now).forEach(due::add);
        }
        rung.clear();
        lastLook = now;
        return List.copyOf(due);
    }

    private void tell(List<Caller> due) {
        try {
            Map<SignalKey, Receipt> receipts =
                    look.apply(due.stream().map(c -> c.signal).distinct().toList());
            long now = System.nanoTime();
            for (Caller caller : due) {
                Optional<Receipt> receipt = Optional.ofNullable(receipts.get(caller.signal));
                if (receipt.filter(Receipt::isOpen).isEmpty() || caller.end <= now) {
                    leave(caller);
                    hand(caller, receipt);
                }
            }
        } catch (RuntimeException e) {
            // whoever has patience left is looked for again
            long now = System.nanoTime();
            due.stream().filter(c -> c.end <= now).forEach(c -> {
                leave(c);
                c.told.completeExceptionally(e);
            });
        }
    }

    /** By another thread: what the caller does with it must not hold up the others. */
    private void hand(Caller caller, Optional<Receipt> receipt) {
        try {
            executor.execute(() -> caller.told.complete(receipt));
        } catch (RejectedExecutionException e) {
            caller.told.complete(receipt);
        }
    }

    private synchronized void leave(Caller caller) {
        callers.computeIfPresent(caller.signal.workflowId(), (id, all) -> {
            all.remove(caller);
            return all.isEmpty() ? null : all;
        });
        byPatience.remove(caller);
        count = byPatience.size();
    }

    /** The server stops: nobody looks any more. */
    private void giveUp() {
        List<Caller> left;
        synchronized (this) {
            left = new ArrayList<>(byPatience);
            byPatience.clear();
            callers.clear();
            rung.clear();
            count = 0;
            looking = false;
        }
        Unavailable stopped = new Unavailable("The server is being stopped", new IllegalStateException("nobody looks"));
        left.forEach(c -> c.told.completeExceptionally(stopped));
    }
}
