package org.signalbox.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.client.UpdateRequest;
import org.signalbox.engine.gate.Addressing;
import org.signalbox.engine.gate.Bounds;
import org.signalbox.engine.gate.Malformed;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.gate.SignalReader;
import org.signalbox.engine.undeliverable.RawSignal;

/** Brings a signal to the gate and makes an answer of what comes back. */
@ApplicationScoped
public class SignalDoor {

    @Inject
    private SignalGate gate;

    @Inject
    private Addressing addressing;

    @Inject
    private SignalReader reader;

    @Inject
    private Bounds bounds;

    /** @param patient whether the caller waits until the signal is handled; no thread does */
    CompletionStage<Response> take(RawSignal raw, boolean patient, UriInfo uri) {
        try {
            bounds.check(raw);
            RawSignal addressed = addressing.address(raw);
            Receipt receipt = gate.offer(reader.read(addressed), addressed);
            URI location = location(receipt, uri);
            return patient && receipt.isOpen()
                    ? end(receipt).thenApply(now -> answer(now, location))
                    : told(answer(receipt, location));
        } catch (Malformed e) {
            gate.refuse(raw, e.reason(), e.told());
            return told(Problem.of(e.reason(), e.told())
                    .ofSignal(raw.workflowId(), raw.signalId())
                    .response()
                    .build());
        } catch (Refused e) {
            return told(Problem.of(e.reason(), String.valueOf(e.getMessage()))
                    .ofSignal(raw.workflowId(), raw.signalId())
                    .response()
                    .build());
        } catch (Unavailable e) {
            RestLog.LOG.unavailable("POST", uri.getPath(), String.valueOf(e.getMessage()));
            return told(FailureMapper.unavailable(problem -> problem.ofSignal(raw.workflowId(), raw.signalId())));
        }
    }

    private static CompletionStage<Response> told(Response answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** Once no more can become of a signal. What is known already is the answer if nothing can be learnt, for the signal has been taken. */
    CompletionStage<Receipt> end(Receipt receipt) {
        return gate.receipt(receipt.workflowId(), receipt.signalId(), UpdateRequest.STANDARD_PATIENCE)
                .exceptionally(away -> Optional.empty())
                .thenApply(found -> found.map(now -> receipt.outcome() == Outcome.DUPLICATE ? now.repeated() : now)
                        .orElse(receipt));
    }

    private static URI location(Receipt receipt, UriInfo uri) {
        return Answer.address(
                uri,
                "receipts",
                receipt.workflowId().value(),
                receipt.signalId().value());
    }

    /** With where to ask what became of it, while that is open. */
    private static Response answer(Receipt receipt, URI location) {
        Response answer = Answer.receipt(receipt);
        return answer.getStatus() == Response.Status.ACCEPTED.getStatusCode()
                ? Response.fromResponse(answer).location(location).build()
                : answer;
    }
}
