package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;

/**
 * The workflow types whose turns have met others in a deadlock or another conflict over rows. For a while their turns share no
 * transaction and run one at a time on this server, in the lane of their type: a transaction of one locks little, and only one of them can't
 * meet another. A type whose turn met a conflict in its own lane has met another type: all such types share one lane.
 */
@ApplicationScoped
public class ConflictingTypes {

    private static final long SHORTEST = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    /** With more instances than that, knowing their types has become pointless, and they are learnt anew. */
    private static final int MOST = 10_000;

    /** The lane of all types that conflict with other types; no type is called so. */
    private static final String SHARED = "";

    private final Map<String, Spell> spells = new ConcurrentHashMap<>();
    private final Map<WorkflowId, String> typeOf = new ConcurrentHashMap<>();

    /** So that it costs nothing where there is no conflict. */
    private volatile boolean some;

    /** The lane of the transaction of a thread. Outside of {@link GroupCommit} a thread has none, and lanes mean nothing. */
    private final Map<Thread, Optional<String>> entered = new ConcurrentHashMap<>();

    /**
     * @param length in nanoseconds: twice that of the one before, if that ended not long ago
     * @param shared whether the type conflicts with other types
     */
    private record Spell(long until, long length, boolean shared) {

        boolean isOn(long now) {
            return until - now > 0;
        }

        boolean isForgotten(long now) {
            return now - until > LONGEST;
        }

        /** @param before null for none */
        static Spell after(@Nullable Spell before, long now, boolean inLane) {
            if (before == null) {
                return new Spell(now + SHORTEST, SHORTEST, inLane);
            }
            long length = before.isOn(now) ? before.length : Math.min(LONGEST, 2 * before.length);
            return new Spell(now + length, length, before.shared || inLane);
        }
    }

    /** The transaction of this thread begins. */
    void enter(Optional<String> laneOfTransaction) {
        entered.put(Thread.currentThread(), laneOfTransaction);
    }

    /** The transaction of this thread has ended. */
    void leave() {
        entered.remove(Thread.currentThread());
    }

    /** Whether anything is to be {@linkplain #note noted}. */
    boolean areSome() {
        return some;
    }

    /** Whether the transaction of this thread must not run a turn of that instance. */
    boolean isOutOfLane(WorkflowId id) {
        Optional<String> own = entered.get(Thread.currentThread());
        Optional<String> needed = laneOf(id);
        return own != null && needed.isPresent() && !needed.equals(own);
    }

    /** Called for the instances of every transaction. */
    void note(WorkflowId id, String type) {
        if (some && !type.isEmpty()) {
            if (typeOf.size() >= MOST) {
                typeOf.clear();
            }
            typeOf.put(id, type);
        }
    }

    /** The code of an instance met a conflict. */
    void conflicted(WorkflowId id, String type) {
        some = true;
        note(id, type);
        conflicted(id);
    }

    /** The transaction of an instance met a conflict at its commit; if its type is not known yet, it is from its next turn on. */
    void conflicted(WorkflowId id) {
        some = true;
        Optional.ofNullable(typeOf.get(id)).ifPresent(type -> {
            long now = System.nanoTime();
            boolean inLane = Optional.of(type).equals(entered.get(Thread.currentThread()));
            Spell before = spells.get(type);
            spells.put(type, Spell.after(before, now, inLane));
            if (before == null) {
                GateLog.LOG.typeConflicts(type);
            }
        });
    }

    /** What only one transaction at a time may have something of; empty for almost all instances. */
    Optional<String> laneOf(WorkflowId id) {
        if (!some) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        return Optional.ofNullable(typeOf.get(id)).flatMap(type -> laneOf(type, now));
    }

    private Optional<String> laneOf(String type, long now) {
        Spell spell = spells.get(type);
        if (spell != null && spell.isForgotten(now) && spells.remove(type, spell) && spells.isEmpty()) {
            some = false;
            typeOf.clear();
        }
        return Optional.ofNullable(spell).filter(s -> s.isOn(now)).map(s -> s.shared ? SHARED : type);
    }
}
