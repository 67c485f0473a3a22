package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

@ApplicationScoped
class LimitedBean implements Narrow, Paced {

    @Override
    public void pass(String key) {
        Switches.called(key);
        try {
            Switches.awaitOff(key, Duration.ofSeconds(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void passSoon(String key) {
        Switches.called(key);
    }

    @Override
    public void step(String key) {
        Switches.called(key);
    }
}
