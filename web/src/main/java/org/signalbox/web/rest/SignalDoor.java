package org.signalbox.web.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.signalbox.client.Receipt;
import org.signalbox.client.Unavailable;
import org.signalbox.engine.gate.Addressing;
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

    Response take(RawSignal raw, UriInfo uri) {
        try {
            RawSignal addressed = addressing.address(raw);
            return answer(gate.take(reader.read(addressed), addressed), uri);
        } catch (Malformed e) {
            gate.refuse(raw, e.reason(), e.told());
            return Problem.of(e.reason(), e.told())
                    .ofSignal(raw.workflowId(), raw.signalId())
                    .response()
                    .build();
        } catch (Unavailable e) {
            RestLog.LOG.unavailable("POST", uri.getPath(), String.valueOf(e.getMessage()));
            return FailureMapper.unavailable(problem -> problem.ofSignal(raw.workflowId(), raw.signalId()));
        }
    }

    /** With where to ask what became of it, while that is open. */
    private static Response answer(Receipt receipt, UriInfo uri) {
        Response answer = Answer.receipt(receipt);
        if (answer.getStatus() != Response.Status.ACCEPTED.getStatusCode()) {
            return answer;
        }
        return Response.fromResponse(answer)
                .location(Answer.address(
                        uri,
                        "receipts",
                        receipt.workflowId().value(),
                        receipt.signalId().value()))
                .build();
    }
}
