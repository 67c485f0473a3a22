package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Fix;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.JournalStore;

/** Lets an operator mend what waits in inboxes. What comes behind it goes on by itself, in its order. */
@ApplicationScoped
public class Inbox {

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private JournalStore journal;

    /**
     * Carries out what was decided about one event.
     *
     * @return the instance as it is then
     * @throws Refused {@code UNKNOWN_INSTANCE}, {@code CLOSED}, {@code INVALID} if there is no such event or nothing like that
     *     can be done about it, {@code BAD_PAYLOAD} or {@code TOO_LARGE} for the new payload
     */
    public Instance mend(WorkflowId id, long sequence, Fix fix, Motive motive) {
        Verdict verdict = groupCommit.submit(new MendErrand(id, sequence, fix, motive));
        if (verdict instanceof Verdict.Refused refused) {
            throw new Refused(refused.reason(), refused.detail());
        }
        Instance after = ((Verdict.Taken) verdict).after();
        GateLog.LOG.mended(fix.name(), sequence, id, motive.describe());
        return after;
    }

    private final class MendErrand implements Errand<Verdict> {

        private final WorkflowId id;
        private final long sequence;
        private final Fix fix;
        private final Motive motive;

        MendErrand(WorkflowId id, long sequence, Fix fix, Motive motive) {
            this.id = id;
            this.sequence = sequence;
            this.fix = fix;
            this.motive = motive;
        }

        @Override
        public WorkflowId workflowId() {
            return id;
        }

        @Override
        public boolean mayNeedLines(Instance instance, Instant now) {
            return false;
        }

        /** The event as it is under the lock: nobody can handle it meanwhile, and what was handled before is not mended. */
        @Override
        public Optional<Request> request(Optional<Instance> instance, Instant now) {
            return instance.flatMap(
                    i -> journal.find(id, sequence).map(entry -> new Request.Mend(id, entry, isHead(i), fix, motive)));
        }

        private boolean isHead(Instance instance) {
            return instance.waiting() > 0
                    && journal.firstWaiting(id, instance.firstWaiting())
                            .map(Entry::sequence)
                            .filter(head -> head == sequence)
                            .isPresent();
        }

        @Override
        public Verdict nothingToDo() {
            return new Verdict.Refused(Reason.INVALID, "There is no event " + sequence + " of '" + id + "'.");
        }

        @Override
        public Verdict done(Verdict verdict, Instant now) {
            return verdict;
        }
    }
}
