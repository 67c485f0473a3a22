package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.signalbox.client.WorkflowId;

/**
 * The workflow types whose turns have met others in a deadlock or another conflict over rows. For a while their turns share no
 * transaction and run one at a time on this server: a transaction of one locks little, and only one of them can't meet another.
 */
@ApplicationScoped
public class ConflictingTypes {

    private static final long SHORTEST = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    /** With more instances than that, knowing their types has become pointless, and they are learnt anew. */
    private static final int MOST = 10_000;

    private final Map<String, Spell> spells = new ConcurrentHashMap<>();
    private final Map<WorkflowId, String> typeOf = new ConcurrentHashMap<>();

    /** So that it costs nothing where there is no conflict. */
    private volatile boolean some;

    /** @param length in nanoseconds: twice that of the one before, if that ended not long ago */
    private record Spell(long until, long length) {

        boolean isOn(long now) {
            return until - now > 0;
        }

        boolean isForgotten(long now) {
            return now - until > LONGEST;
        }

        static Spell after(Spell before, long now) {
            long length = before.isOn(now) ? before.length : Math.min(LONGEST, 2 * before.length);
            return new Spell(now + length, length);
        }
    }

    /** Called for every turn. */
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
            Spell before = spells.get(type);
            spells.put(type, before == null ? new Spell(now + SHORTEST, SHORTEST) : Spell.after(before, now));
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
        return Optional.ofNullable(typeOf.get(id)).filter(type -> isOn(type, now));
    }

    private boolean isOn(String type, long now) {
        Spell spell = spells.get(type);
        if (spell != null && spell.isForgotten(now) && spells.remove(type, spell) && spells.isEmpty()) {
            some = false;
            typeOf.clear();
        }
        return spell != null && spell.isOn(now);
    }
}
