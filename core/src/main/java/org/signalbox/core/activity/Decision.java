package org.signalbox.core.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.signalbox.core.turn.ActivityOutcome;

/**
 * What follows for an activity.
 *
 * @param after equal to what was before if nothing follows
 * @param outcome how it ends; empty if it does not
 * @param move the one that was made; empty if nothing follows
 */
public record Decision(
        ActivityTask after,
        List<Consumer<ActivityEffects>> effects,
        Optional<ActivityOutcome> outcome,
        Optional<ActivityState.Move> move) {

    public Decision {
        effects = List.copyOf(effects);
    }

    static Decision nothing(ActivityTask task) {
        return new Decision(task, List.of(), Optional.empty(), Optional.empty());
    }

    public boolean begins() {
        return move.filter(ActivityState.Move.ATTEMPT::equals).isPresent();
    }

    /** Has the effects carried out, in order. */
    public void carryOut(ActivityEffects with) {
        effects.forEach(effect -> effect.accept(with));
    }

    /** An activity while a decision about it is made. */
    static final class Draft {

        private final ActivityRules rules;
        private final Instant now;
        private final List<Consumer<ActivityEffects>> effects = new ArrayList<>();
        private Optional<ActivityOutcome> outcome = Optional.empty();
        private ActivityTask task;

        Draft(ActivityTask task, ActivityRules rules, Instant now) {
            this.task = task;
            this.rules = rules;
            this.now = now;
        }

        Draft effect(Consumer<ActivityEffects> effect) {
            effects.add(effect);
            return this;
        }

        Decision move(ActivityState.Move move, UnaryOperator<ActivityTask> change) {
            return move(move, Optional.empty(), change);
        }

        /**
         * Makes a move of the table, with the time limits and actions that belong to it.
         *
         * @param look when the activity has to be looked at again, if its limits do not want it earlier
         * @param change what else is new
         */
        Decision move(ActivityState.Move move, Optional<Instant> look, UnaryOperator<ActivityTask> change) {
            ActivityState before = task.state();
            task = change.apply(task).with(before.after(move));
            task = task.with(task.times().wakeAt(move.limits.wakeAt(task, look, rules, now)));
            move.actions.forEach(this::act);
            return new Decision(task, effects, outcome, Optional.of(move));
        }

        private void act(ActivityState.Action action) {
            Attempt current = task.currentAttempt();
            switch (action) {
                case SEND -> effect(e -> e.send(current));
                case CALL -> effect(e -> e.call(current));
                case ASK_FOR_ADMISSION -> {
                    task = task.with(task.flags().limited(true));
                    effect(ActivityEffects::askForAdmission);
                }
                case GIVE_UP_ADMISSION -> {
                    if (task.flags().limited()) {
                        task = task.with(task.flags().limited(false));
                        effect(ActivityEffects::giveUpAdmission);
                    }
                }
                case REPORT -> {
                    ActivityOutcome how = outcome.orElseThrow();
                    effect(e -> e.report(how));
                }
            }
        }

        Decision end(ActivityOutcome how) {
            outcome = Optional.of(how);
            effect(
                    how.kind() == ActivityOutcome.Kind.COMPLETED
                            ? e -> e.keepResult(how.text())
                            : e -> e.keepFailure(how.text()));
            return move(
                    ActivityState.Move.to(how.kind()),
                    ending -> ending.with(ending.times().ended(now)));
        }
    }
}
