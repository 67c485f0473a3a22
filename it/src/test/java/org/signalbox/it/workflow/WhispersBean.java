package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.signalbox.activity.ActivityContext;

@ApplicationScoped
@SuppressWarnings("NullAway.Init")
class WhispersBean implements Whispers {

    @Inject
    private ActivityContext attempt;

    @Override
    public String pass(String secret) {
        if (attempt.attempt() == 1) {
            attempt.heartbeat("got " + secret);
            throw new IllegalStateException("not yet: " + secret);
        }
        return "passed " + attempt.details(String.class).orElse("nothing");
    }
}
