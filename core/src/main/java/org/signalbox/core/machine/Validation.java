package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Question;

/**
 * The question whether an update can be accepted, asked of the author's code.
 *
 * @param validator empty if every update of that name can
 */
record Validation(WorkflowType type, Optional<Handler> validator, Optional<String> payload) {

    private static final int LONGEST = 1000;

    static Validation of(WorkflowType type, Request.Update update) {
        return new Validation(type, type.validator(update.name()), update.payload());
    }

    /**
     * Asks.
     *
     * @param state the stored durable fields; empty before the first turn
     * @return why not; whatever goes wrong here is a reason
     */
    Optional<String> refusal(Optional<String> state) {
        return validator.flatMap(handler -> refusal(handler, state));
    }

    private Optional<String> refusal(Handler handler, Optional<String> state) {
        try {
            new Question(type, handler, payload).ask(state);
            return Optional.empty();
        } catch (AuthorFailure e) {
            String why = AuthorFailure.causeOf(e).map(AuthorFailure::messageOf).orElse(e.told());
            return Optional.of(StorableText.of(why, LONGEST));
        }
    }
}
