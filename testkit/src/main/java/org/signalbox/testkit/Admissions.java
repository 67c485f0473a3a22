package org.signalbox.testkit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.signalbox.core.catalog.StartLimits;
import org.signalbox.core.turn.ActivityKey;

/** Lets activities of types with a limit begin, one after the other and not too many. */
final class Admissions {

    /** Those of one type. */
    private static final class Type {
        final StartLimits limits;
        final Deque<ActivityKey> waiting = new ArrayDeque<>();
        final Set<ActivityKey> admitted = new HashSet<>();
        Instant nextAt = Instant.EPOCH;

        Type(StartLimits limits) {
            this.limits = limits;
        }
    }

    private final Agenda agenda;
    private final Predicate<ActivityKey> begin;
    private final Map<String, Type> types = new HashMap<>();

    /** @param begin begins an attempt; false if there is none to begin any more */
    Admissions(Agenda agenda, Predicate<ActivityKey> begin) {
        this.agenda = agenda;
        this.begin = begin;
    }

    boolean isAdmitted(ActivityKey key) {
        return types.values().stream().anyMatch(type -> type.admitted.contains(key));
    }

    /** Puts an activity at the end of the queue of its type. */
    void enter(ActivityKey key, String name, StartLimits limits) {
        Type type = types.computeIfAbsent(name, n -> new Type(limits));
        type.waiting.add(key);
        agenda.note(agenda.instant(), () -> admit(type));
    }

    /** Makes room for another one, if it is of a type with a limit. */
    void leave(ActivityKey key) {
        types.values().forEach(type -> {
            boolean waited = type.waiting.remove(key);
            if (type.admitted.remove(key) || waited) {
                agenda.note(agenda.instant(), () -> admit(type));
            }
        });
    }

    private void admit(Type type) {
        Instant now = agenda.instant();
        StartLimits.Grant grant = type.limits.grant(type.waiting.size(), type.admitted.size(), type.nextAt, now);
        type.nextAt = grant.nextAt();
        for (int i = 0; i < grant.starts(); i++) {
            ActivityKey key = type.waiting.remove();
            type.admitted.add(key);
            if (!begin.test(key)) {
                leave(key);
            }
        }
        if (!type.waiting.isEmpty() && type.nextAt.isAfter(now)) {
            agenda.note(type.nextAt, () -> admit(type));
        }
    }
}
