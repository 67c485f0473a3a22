package org.signalbox.testkit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.signalbox.client.ActivityToken;
import org.signalbox.core.activity.ActivityTask;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityKey;

/** An activity with its texts, as the server has it in a row. */
record StoredActivity(
        ActivityTask task,
        String type,
        String method,
        String arguments,
        Optional<String> result,
        Optional<String> failure,
        Optional<String> details) {

    String name() {
        return type + "." + method;
    }

    static ActivityToken token(ActivityKey key, int attempt) {
        return new ActivityToken((key.workflowId() + "." + key.sequence() + "." + key.ordinal() + "." + attempt)
                .replaceAll("[^\\w.-]", "_"));
    }

    /** Which of its attempts has or had that token. */
    Optional<Attempt> attempt(ActivityToken token) {
        return IntStream.rangeClosed(1, task.attempt())
                .filter(n -> token(task.key(), n).equals(token))
                .mapToObj(n -> new Attempt(task.key(), n))
                .findFirst();
    }

    StoredActivity with(ActivityTask newTask) {
        return new StoredActivity(newTask, type, method, arguments, result, failure, details);
    }

    StoredActivity withResult(String json) {
        return new StoredActivity(task, type, method, arguments, Optional.of(json), failure, details);
    }

    StoredActivity withFailure(String text) {
        return new StoredActivity(task, type, method, arguments, result, Optional.of(text), details);
    }

    StoredActivity withDetails(Optional<String> json) {
        return new StoredActivity(task, type, method, arguments, result, failure, json);
    }

    /** With all that people or code gave as that makes it. */
    StoredActivity texts(UnaryOperator<String> change) {
        return new StoredActivity(
                task,
                type,
                method,
                change.apply(arguments),
                result.map(change),
                failure.map(change),
                details.map(change));
    }

    /** Whether it can't be called now, because its arguments or details can't be decoded. */
    boolean isUndecodable() {
        return Undecodable.isMarked(arguments)
                || details.filter(Undecodable::isMarked).isPresent();
    }
}
