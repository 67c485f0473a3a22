package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Command;

/**
 * How long texts may be, in characters of JSON.
 *
 * @param payload of signals, updates, and inputs of starts
 * @param state the fields of an instance
 * @param result whatever author code gives: results of runs, activities and updates, arguments of activities, payloads of
 *     signals and inputs of children that a workflow sends
 */
public record Sizes(int payload, int state, int result) {

    /** One million for what comes from outside, ten millions for the rest. */
    public static final Sizes DEFAULT = new Sizes(1_000_000, 10_000_000, 10_000_000);

    private static final String PAYLOAD_SETTING = "signalbox.payload.longest";
    private static final String STATE_SETTING = "signalbox.state.longest";
    private static final String RESULT_SETTING = "signalbox.result.longest";

    /** Why a payload is not taken; empty if it is. */
    Optional<String> refusal(String what, Optional<String> json) {
        return complaint("The " + what, json, payload, PAYLOAD_SETTING);
    }

    /** Why a result, or what else code gives, is not taken; empty if it is. */
    public Optional<String> refusal(String what, String json) {
        return complaint("The " + what, Optional.of(json), result, RESULT_SETTING);
    }

    /**
     * Looks at what turns made; what they left as it was is not looked at, whatever the setting is now.
     *
     * @throws AuthorFailure if something is too long
     */
    void check(Optional<Instance> before, Verdict.Taken taken) {
        Instance after = taken.after();
        refuse(
                after,
                complaint("The state (all fields together)", after.state(), state, STATE_SETTING)
                        .filter(c -> !before.flatMap(Instance::state).equals(after.state())));
        refuse(
                after,
                complaint("The result of the run", after.result(), result, RESULT_SETTING)
                        .filter(c -> !before.flatMap(Instance::result).equals(after.result())));
        Optional<DecidedEnd> decided = after.life().ending();
        refuse(
                after,
                complaint("The result of the run", decided.flatMap(DecidedEnd::result), result, RESULT_SETTING)
                        .filter(c -> !before.flatMap(b -> b.life().ending()).equals(decided)));
        taken.commands().forEach(command -> refuse(after, complaint(command)));
    }

    private Optional<String> complaint(Command command) {
        if (command instanceof Command.ScheduleActivity activity) {
            return refusal("list of arguments of " + activity.type() + "." + activity.method(), activity.arguments());
        } else if (command instanceof Command.SendSignal signal) {
            return signal.payload().flatMap(p -> refusal("payload of signal '" + signal.signal() + "'", p));
        } else if (command instanceof Command.StartChild child) {
            return child.input().flatMap(i -> refusal("input of child '" + child.child() + "'", i));
        } else if (command instanceof Command.Answer answer) {
            return answer.result().flatMap(r -> refusal("answer to update #" + answer.sequence(), r));
        }
        return Optional.empty();
    }

    private static Optional<String> complaint(String what, Optional<String> json, int longest, String setting) {
        return json.filter(j -> j.length() > longest)
                .map(j -> what + " has " + j.length() + " characters; at most " + longest + " are allowed (" + setting
                        + ").");
    }

    private static void refuse(Instance instance, Optional<String> complaint) {
        if (complaint.isPresent()) {
            throw new AuthorFailure("Instance '" + instance.id() + "'", new IllegalStateException(complaint.get()));
        }
    }
}
