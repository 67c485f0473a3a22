package org.signalbox.testkit;

import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.turn.Question;

/** Answers queries. */
final class Answers {

    private Answers() {}

    static String ask(Catalog catalog, Instance instance, String query, Optional<String> argument) {
        WorkflowType type = catalog.workflow(instance.type()).orElseThrow();
        Question question = type.query(query)
                .map(handler -> new Question(type, handler, argument))
                .orElseThrow(() -> new Refused(
                        Reason.UNKNOWN_SIGNAL,
                        "Workflow '" + type.name() + "' has no query '" + query + "'; it answers " + type.queryNames()
                                + "."));
        try {
            return question.ask(instance.state());
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }
}
