package org.signalbox.core.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.Awaited;
import org.signalbox.core.turn.Cancelling;
import org.signalbox.core.turn.LineTimer;

/**
 * What an instance itself knows of an open line: enough to see which events concern it.
 *
 * @param opened the sequence of the event that opened it
 * @param main whether it is the main line
 * @param due the sequence of the event that ought to have brought the line on, but failed to
 * @param cancel how far a request to cancel the run has come here
 * @param recorded how many steps are in the line's record; nothing but their adding changes it, so of one line records of
 *     the same number are the same. Empty or too small if a version that did not count began the line.
 */
public record OpenLine(
        long opened, boolean main, Awaited awaited, OptionalLong due, Optional<Cancel> cancel, OptionalLong recorded) {

    /** How far a request to cancel has come. */
    public enum Cancel {
        /** The code is to learn of it where it waits. */
        ASKED,
        /** The children it waits for have been asked; the code is to learn of it when they have ended. */
        PASSED_ON,
        /** The code has learnt of it: what it does now is cleaning up. */
        TOLD
    }

    /** One that has just come to its first wait. */
    static OpenLine opened(long opened, boolean main, Awaited awaited, int steps) {
        return new OpenLine(opened, main, awaited, OptionalLong.empty(), Optional.empty(), OptionalLong.of(steps));
    }

    /** As text for the instance's row. */
    public static String write(List<OpenLine> lines) {
        return Json.write(lines);
    }

    /** @throws org.signalbox.core.payload.BadPayload if the text is not what {@link #write} wrote */
    public static List<OpenLine> read(String text) {
        return List.of((OpenLine[]) Json.read(text, OpenLine[].class));
    }

    /** Who waits for what, in one line, for people. */
    public String describe() {
        return (main ? "The main line" : "The handler of event " + opened) + " waits for " + awaited.describe();
    }

    /** Whether a timer belongs to some waiting handler rather than to the author's code. */
    public static boolean isTimer(String timer) {
        return LineTimer.isOne(timer);
    }

    OpenLine dueSince(long sequence) {
        return new OpenLine(opened, main, awaited, due.isPresent() ? due : OptionalLong.of(sequence), cancel, recorded);
    }

    OpenLine notDue() {
        return new OpenLine(opened, main, awaited, OptionalLong.empty(), cancel, recorded);
    }

    OpenLine askedToCancel() {
        return isPassedOn() ? this : new OpenLine(opened, main, awaited, due, Optional.of(Cancel.ASKED), recorded);
    }

    private boolean isPassedOn() {
        return cancel.equals(Optional.of(Cancel.PASSED_ON));
    }

    /** What the code has to learn of the request to cancel. */
    Cancelling cancelling() {
        if (isAskedToCancel()) {
            return Cancelling.ASKED;
        }
        return isPassedOn() ? Cancelling.PASSED_ON : Cancelling.NO;
    }

    boolean isAskedToCancel() {
        return cancel.equals(Optional.of(Cancel.ASKED));
    }

    /** Where it waits next, with further steps in its record. */
    OpenLine waitsFor(Awaited next, boolean passedOn, int steps) {
        Cancel then = passedOn ? Cancel.PASSED_ON : Cancel.TOLD;
        return new OpenLine(opened, main, next, OptionalLong.empty(), cancel.map(c -> then), recorded(steps));
    }

    /** Whether the event is for this line alone: its activity has ended, or its time is up. */
    boolean owns(Event event) {
        return event instanceof Event.Ended end
                ? end.key().sequence() == opened
                : event instanceof Event.TimerFired timer && LineTimer.isOf(timer.name(), opened, awaited);
    }

    boolean isMovedBy(Request.Done done) {
        return done.key().sequence() == opened && awaited.isEndedBy(done.key().ordinal(), done.outcome());
    }

    boolean isMovedBy(Request.TimerDue due) {
        return LineTimer.isOf(due.timer(), opened, awaited);
    }

    /** With the end of an activity as one more step in its record. */
    OpenLine without(int activity) {
        return new OpenLine(opened, main, awaited.without(activity), due, cancel, recorded(1));
    }

    private OptionalLong recorded(int more) {
        return OptionalLong.of(recorded.orElse(0) + more);
    }

    /** Whether the turn of another handler can bring it on. */
    boolean isMovedBy(boolean fieldsChanged, Set<String> filled) {
        return (awaited.condition() && fieldsChanged)
                || awaited.channels().stream().anyMatch(filled::contains);
    }

    /** Whether its time is up, even if its timer has not come yet. */
    boolean isOverdue(Instant now) {
        return awaited.until().filter(until -> !until.isAfter(now)).isPresent();
    }

    /** The main line, or the other one. Most instances have none at all, and are asked often. */
    static Optional<OpenLine> in(List<OpenLine> lines, boolean main) {
        for (OpenLine line : lines) {
            if (line.main == main) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }
}
