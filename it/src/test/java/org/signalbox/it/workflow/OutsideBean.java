package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
}
