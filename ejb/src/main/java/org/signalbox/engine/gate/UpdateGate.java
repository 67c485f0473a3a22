package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.UpdateAnswer;
import org.signalbox.engine.application.EngineSettings;

/**
 * The only door for updates, whatever way they come. Every method opens transactions of its own; an update can be repeated
 * with the same update id without a second effect.
 */
@ApplicationScoped
public class UpdateGate {

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private EngineSettings settings;

    @Inject
    private AnswerTransaction answers;

    @Inject
    private AnswerBell bell;

    /**
     * Takes an update and waits for its answer.
     *
     * @param patience how long at most
     * @return what is known of it then, with the result as JSON
     * @throws Refused if it is not accepted; there is no trace of it then
     * @throws org.signalbox.client.Unavailable if the database can't be reached
     */
    public UpdateReceipt<String> take(Request.Update update, Duration patience) {
        WorkflowId id = update.workflowId();
        submit(update);
        return bell.awaitAnswer(id, patience, () -> answers.find(id, update.updateId()))
                .orElseThrow(() -> UpdateAnswer.noUpdate(id, update.updateId()));
    }

    private void submit(Request.Update update) {
        try {
            Crowd crowd = new Crowd(settings::longestInbox);
            groupCommit.submit(new UpdateErrand(update, crowd)).ifPresent(refused -> {
                throw new Refused(refused.reason(), refused.detail());
            });
        } catch (Unstorable e) {
            throw new Refused(Reason.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        }
    }

    /** What is known of an update, with its result as JSON; empty if there is no trace of it. */
    public Optional<UpdateReceipt<String>> find(WorkflowId id, SignalId updateId) {
        return answers.find(id, updateId);
    }
}
