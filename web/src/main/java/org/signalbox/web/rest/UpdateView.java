package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.signalbox.client.UpdateReceipt;

/**
 * What is known of an update.
 *
 * @param result what its handler returned, as the author gave it
 * @param failure why there is no result and never will be
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record UpdateView(
        String updateId,
        String workflowId,
        int run,
        long sequence,
        UpdateReceipt.State state,
        Optional<Document> result,
        Optional<String> failure) {

    static UpdateView of(UpdateReceipt<String> receipt) {
        return new UpdateView(
                receipt.updateId().value(),
                receipt.workflowId().value(),
                receipt.run(),
                receipt.sequence(),
                receipt.state(),
                receipt.result().map(Document::new),
                receipt.failure());
    }
}
