package org.signalbox.engine.operator;

import java.util.List;

/**
 * What became of the signals to one workflow id, or to all: every signal that was sent is in one of the sums, and only in one.
 *
 * @param instance the workflow id, or an empty text for all
 * @param handled their handlers have ended, or an operator decided that they have none
 * @param waiting in the inbox, or taken by a handler that waits
 * @param held for an instance that has not been started, or until their delivery time
 * @param duplicate came again, with a signal id that had been taken before
 * @param undeliverable kept with a reason; one that was sent again is in another sum since then
 * @param pruned were undeliverable and have been deleted after their time
 * @param inversions accepted in another order than the broker received them; they are in other sums, too
 * @param wrong what does not add up, for people; empty if nothing is lost
 */
public record Balance(
        String instance,
        long handled,
        long waiting,
        long held,
        long duplicate,
        long undeliverable,
        long pruned,
        long inversions,
        List<String> wrong) {

    public Balance {
        wrong = List.copyOf(wrong);
    }

    /** With what belongs to no instance. */
    static Balance ofNobody(long held, long undeliverable, long pruned) {
        return new Balance("", 0, 0, held, 0, undeliverable, pruned, 0, List.of());
    }

    /** How many were sent, as far as they came here. */
    public long sent() {
        return handled + waiting + held + duplicate + undeliverable + pruned;
    }

    /** Whether nothing is lost. */
    public boolean isRight() {
        return wrong.isEmpty();
    }

    Balance plus(Balance other) {
        return new Balance(
                "",
                handled + other.handled,
                waiting + other.waiting,
                held + other.held,
                duplicate + other.duplicate,
                undeliverable + other.undeliverable,
                pruned + other.pruned,
                inversions + other.inversions,
                List.of());
    }
}
