package org.signalbox.engine.worker;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;

/** What beans of activities have injected: the attempt in whose request they are called. */
@RequestScoped
class CurrentAttempt implements ActivityContext {

    private Optional<LiveAttempt> live = Optional.empty();

    void is(LiveAttempt attempt) {
        live = Optional.of(attempt);
    }

    private LiveAttempt live() {
        return live.orElseThrow(() -> new IllegalStateException(
                "There is no attempt of an activity here: an ActivityContext can be used only by the method that is called"
                        + " for an attempt, on its thread and until it returns."));
    }

    @Override
    public WorkflowId workflowId() {
        return live().workflowId();
    }

    @Override
    public String id() {
        return live().id();
    }

    @Override
    public int attempt() {
        return live().attempt();
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        live().heartbeat(details);
    }

    @Override
    public <D> Optional<D> details(Class<D> type) {
        return live().details(type);
    }

    @Override
    public ActivityToken completeLater() {
        return live().completeLater();
    }
}
