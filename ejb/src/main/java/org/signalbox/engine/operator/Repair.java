package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Fix;
import org.signalbox.core.machine.Motive;
import org.signalbox.engine.gate.Addressing;
import org.signalbox.engine.gate.Inbox;
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
    private Inbox inbox;

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

    /**
     * What came of sending many again.
     *
     * @param taken how many are settled, a repetition of what was taken meanwhile included
     * @param refused how many were refused, as before or in another way
     * @param next where to go on; empty if there are no more
     */
    public record Resent(int taken, int refused, OptionalLong next) {}

    /**
     * Sends undeliverable signals once more, in the order in which they came, each as {@link #resend(long, String)} does and in
     * transactions of its own: what is cut off can be repeated.
     *
     * @param after the number behind which to begin
     */
    public Resent resend(Optional<String> workflowId, Optional<Reason> reason, long after, int most, String operator) {
        List<Long> numbers = overview.oldestUndeliverable(workflowId, reason, after, most + 1);
        List<Long> now = numbers.subList(0, Math.min(most, numbers.size()));
        int taken = 0;
        int refused = 0;
        for (long number : now) {
            Optional<Boolean> isTaken = isTaken(number, operator);
            taken += isTaken.filter(t -> t).isPresent() ? 1 : 0;
            refused += isTaken.filter(t -> !t).isPresent() ? 1 : 0;
        }
        return new Resent(
                taken, refused, numbers.size() > most ? OptionalLong.of(numbers.get(most - 1)) : OptionalLong.empty());
    }

    /** Empty if somebody else has settled it meanwhile. */
    private Optional<Boolean> isTaken(long number, String operator) {
        try {
            return resend(number, operator).map(receipt -> receipt.outcome() != Outcome.REJECTED);
        } catch (Refused e) {
            return Optional.of(false);
        }
    }

    /**
     * Takes a signal out of an inbox and sends it again: it goes to the end. If that fails half-way, the signal is among the
     * undeliverable ones.
     *
     * @return what became of it there
     * @throws Refused as {@link Inbox#mend}
     */
    public Receipt redeliver(WorkflowId id, long sequence, Motive motive) {
        Optional<SignalId> signalId = overview.journal(id, sequence, 1).stream()
                .filter(v -> v.entry().sequence() == sequence)
                .flatMap(v -> v.signalId().stream())
                .map(SignalId::new)
                .findFirst();
        inbox.mend(id, sequence, new Fix.Withdraw(), motive);
        return signalId.stream()
                .flatMap(s -> overview.undeliverable(id, s).stream())
                .findFirst()
                .flatMap(number -> resend(number, motive.by().orElse("")))
                .orElseThrow(() -> new Refused(
                        Reason.INVALID,
                        "Somebody else has settled it meanwhile; its receipt tells what became of it."));
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
