package org.signalbox.core.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a line waits for: enough to know which events concern it without executing it, and to tell an operator.
 *
 * @param what in words
 * @param where in the author's code; may be empty text
 * @param number the how-manieth wait of the line it is, from 1
 * @param condition whether any change of the fields may end it
 * @param channels the signals that may end it
 * @param activities those of the line whose end may end it, by ordinal
 * @param every whether all of them must have ended, or one failed
 * @param running those of the line that have not ended and that it can wait for, now or later
 * @param until when time is up
 */
public record Awaited(
        String what,
        String where,
        int number,
        boolean condition,
        List<String> channels,
        List<Integer> activities,
        boolean every,
        List<Integer> running,
        Optional<Instant> until) {

    public Awaited {
        channels = List.copyOf(channels);
        activities = List.copyOf(activities);
        running = List.copyOf(running);
    }

    /** Whether the end of an activity of the line may end the wait. */
    public boolean isEndedBy(int activity, String outcome) {
        boolean enough = !every
                || activities.equals(List.of(activity))
                || ActivityOutcome.read(outcome) instanceof ActivityOutcome.Failed;
        return running.contains(activity) && (condition || (activities.contains(activity) && enough));
    }

    /** Whether nothing ends the wait but activities of the line and time. */
    public boolean isOnlyForItsOwn() {
        return !condition && channels.isEmpty();
    }

    /** What it waits for after the end of an activity that did not end the wait. */
    public Awaited without(int activity) {
        return new Awaited(
                what,
                where,
                number,
                condition,
                channels,
                except(activity, activities),
                every,
                except(activity, running),
                until);
    }

    private static List<Integer> except(int activity, List<Integer> all) {
        return all.stream().filter(n -> n != activity).toList();
    }

    /** In one line, for people. */
    public String describe() {
        return what + until.map(u -> " until " + u).orElse("") + (where.isEmpty() ? "" : " at " + where);
    }
}
