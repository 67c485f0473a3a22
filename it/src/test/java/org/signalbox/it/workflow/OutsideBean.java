package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.locks.LockSupport;
import org.signalbox.activity.ActivityContext;

@ApplicationScoped
@SuppressWarnings("NullAway.Init")
class OutsideBean implements Outside {

    @Inject
    private ActivityContext attempt;

    @Override
    public int decide(String key) {
        Switches.note(key, attempt.workflowId() + " " + attempt.attempt());
        Switches.note(key, attempt.details(String.class).orElse("no details"));
        Switches.note(key, attempt.completeLater().value());
        return -1;
    }

    @Override
    public int watch(String key) {
        return decide(key);
    }

    @Override
    public int toil(String key) {
        int beats = 0;
        while (Switches.isOn(key)) {
            attempt.heartbeat(++beats);
            LockSupport.parkNanos(50_000_000);
        }
        return beats;
    }
}
