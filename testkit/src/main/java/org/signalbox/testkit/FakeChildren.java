package org.signalbox.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.workflow.ChildFailure;

/** Functions in place of the workflows of children; they take and give JSON. */
final class FakeChildren {

    private final Map<String, UnaryOperator<Optional<String>>> fakes = new HashMap<>();

    void add(String workflowType, UnaryOperator<Optional<String>> fake) {
        fakes.put(workflowType, fake);
    }

    /** What its parent is told; empty if there is no function for its workflow. */
    Optional<Mail> play(Child child, Optional<String> input) {
        return Optional.ofNullable(fakes.get(child.type())).map(fake -> child.end(outcome(fake, input)));
    }

    private static ActivityOutcome outcome(UnaryOperator<Optional<String>> fake, Optional<String> input) {
        try {
            return new ActivityOutcome.Completed(fake.apply(input).orElse("null"));
        } catch (RuntimeException e) {
            return ActivityOutcome.Failed.of(ChildFailure.Kind.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
