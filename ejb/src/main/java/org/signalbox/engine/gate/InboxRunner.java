package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.JournalStore;

/** Takes the inbox of an instance on, one event per errand. */
@ApplicationScoped
public class InboxRunner {

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private JournalStore journal;

    /**
     * Handles the first event that waits, if any and if the run is not paused; what then still waits goes on by itself after
     * the commit.
     *
     * @return whether the instance has nothing more to wait for
     */
    public boolean resume(WorkflowId id) {
        return groupCommit.submit(new Resume(id));
    }

    /** As {@link #resume} for several; the failures of those that could not go on. */
    public List<RuntimeException> resumeEach(Collection<WorkflowId> ids) {
        return groupCommit.submitEach(ids.stream().map(Resume::new).toList()).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private final class Resume implements Errand<Boolean> {

        private final WorkflowId id;
        private boolean paused;

        Resume(WorkflowId id) {
            this.id = id;
        }

        @Override
        public WorkflowId workflowId() {
            return id;
        }

        /** Two of these for one instance do no harm: each takes what is the head under the lock. */
        @Override
        public Optional<Request> request(Optional<Instance> instance, Instant now) {
            paused = instance.filter(i -> i.isPaused() && i.waiting() > 0).isPresent();
            return instance.filter(Instance::isUnfinished).map(i -> new Request.Resume(id, head(i)));
        }

        private Entry head(Instance instance) {
            Optional<Entry> head = instance.due().isPresent()
                    ? journal.find(id, instance.due().getAsLong())
                    : journal.firstWaiting(id, instance.firstWaiting());
            return head.orElseThrow(
                    () -> new IllegalStateException("'" + id + "' is to go on, but nothing waits in its inbox"));
        }

        @Override
        public Boolean nothingToDo() {
            return !paused;
        }

        @Override
        public Boolean done(Verdict verdict, Instant now) {
            return verdict instanceof Verdict.Taken taken && !taken.after().isUnfinished();
        }
    }
}
