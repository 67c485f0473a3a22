package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.gate.Addressing;
import org.signalbox.engine.gate.InboxRunner;
import org.signalbox.engine.gate.Malformed;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.gate.SignalReader;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.Undeliverable;

/** What an operator does to get things going again. Every method is durable when it returns. */
@ApplicationScoped
public class Repair {

    @Inject
    private Overview overview;

    @Inject
    private SettlingTransaction settling;

    @Inject
    private SignalGate gate;

    @Inject
    private Addressing addressing;

    @Inject
    private SignalReader reader;

    @Inject
    private InboxRunner inboxes;

    @Inject
    private Clock clock;

    /**
     * Tries the head of an instance's inbox now, without waiting for its back-off.
     *
     * @return whether nothing waits any more
     */
    public boolean retry(WorkflowId id) {
        if (overview.instance(id).isEmpty()) {
            throw new Refused(Reason.UNKNOWN_INSTANCE, "There is no instance '" + id + "'.");
        }
        return inboxes.resume(id);
    }

    /**
     * Sends an undeliverable signal once more, with the same signal id, and settles it unless it is refused for the same
     * reason again. Sending comes first: a crash in between leaves a row that can be sent again without harm.
     *
     * @return empty if there is no such undeliverable, or it is settled
     * @throws Refused if it is no signal that could be sent
     */
    public Optional<Receipt> resend(long number, String operator) {
        return open(number).map(u -> {
            u.undecodable().ifPresent(why -> {
                throw new Refused(Reason.BAD_PAYLOAD, why);
            });
            Receipt receipt = send(u.signal().resentBy(operator));
            if (!receipt.reason().equals(Optional.of(u.reason()))) {
                settling.settle(number, "RESENT", operator, clock.instant());
            }
            return receipt;
        });
    }

    private Receipt send(RawSignal raw) {
        try {
            RawSignal addressed = addressing.address(raw);
            return gate.take(reader.read(addressed), addressed);
        } catch (Malformed e) {
            throw new Refused(e.reason(), e.told());
        }
    }

    /**
     * Declares that an undeliverable signal is not needed; its row stays.
     *
     * @return false if there is no such undeliverable, or it is settled
     */
    public boolean discard(long number, String operator) {
        return open(number).isPresent() && settling.settle(number, "DISCARDED", operator, clock.instant());
    }

    private Optional<Undeliverable> open(long number) {
        return overview.undeliverable(number).filter(u -> u.settled().isEmpty());
    }
}
