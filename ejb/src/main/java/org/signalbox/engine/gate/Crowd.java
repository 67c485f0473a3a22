package org.signalbox.engine.gate;

import java.util.Optional;
import java.util.function.ToIntFunction;
import org.signalbox.client.Reason;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Verdict;

/**
 * Whether so much waits in an instance's inbox that nobody should add to it who can come again. What comes over JMS, or from
 * another instance, can't be asked to: it is taken in any case.
 *
 * @param longest how many events may wait, by workflow type; 0 for any number
 */
record Crowd(ToIntFunction<String> longest) {

    /** For whoever can't come again. */
    static final Crowd ANY = new Crowd(type -> 0);

    /** @return why nothing more is taken; empty if it is */
    Optional<Verdict.Refused> refusal(Optional<Instance> instance) {
        return instance.filter(this::isFull).map(Crowd::refusal);
    }

    private boolean isFull(Instance instance) {
        int most = longest.applyAsInt(instance.type());
        return most > 0 && instance.waiting() >= most;
    }

    private static Verdict.Refused refusal(Instance instance) {
        String why = instance.parking().isPresent() ? ", and it is parked" : "";
        return new Verdict.Refused(
                Reason.BUSY,
                instance.waiting() + " events of instance '" + instance.id() + "' wait" + why
                        + ". Send it again later, under the same id.");
    }
}
